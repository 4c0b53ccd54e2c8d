"""The law as arithmetic: pure Python, no Django, no database, no clock; a date comes in as an argument.

Read in this order: ``calendar`` says which days offices work and counts them (R1, R3); ``clock`` turns moments
and limits into receipt dates, due dates and colours (R2, R4, R13, R14); ``form`` is the founder's form as data
(``form_fields.json``); ``conditions`` answers the conditions of routing rules, permits and documents with true,
false or unknown; ``dependencies`` says what a permit still waits for (R22); ``uscc`` checks the credit code.
``_language`` is the grammar under ``conditions``.
"""
