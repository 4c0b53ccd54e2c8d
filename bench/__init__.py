"""What `make bench` runs: our own operations beside a hand-written floor, in one run, on one server.

`make bench ARGS="--rounds 5 --cases 100 --json bench.json"`; without options it takes less than 90 seconds on
two cores. Only ratios count: machines differ, and the disk of one machine differs from minute to minute.

``w1`` is the life of one case by our operations, ``floor`` the same rows by one SQL statement a step, and ``district``
the smallest programme that both need. ``rounds`` measures them in turns, ``report`` prints. ``servers`` starts a
PostgreSQL and a Valkey that care for their data as in production, in a folder that goes away with them: set TMPDIR to
choose the disk, since a /tmp in memory commits for nothing.
"""
