"""The embedded servers: a real PostgreSQL and a real Valkey for trial, development and tests.

Read ``servers`` first: who starts them, who borrows them, when they stop.
``environment`` says which command gets what; ``postgres`` and ``valkey`` know
their own server; ``trial`` lends servers of their own to tests and benchmarks;
``processes`` keeps children from outliving their parent; ``place`` is where it
all lies. They listen on unix sockets alone. Production has none of this: there
``DATABASE_URL`` and ``REDIS_URL`` name its servers, and they win everywhere.
"""
