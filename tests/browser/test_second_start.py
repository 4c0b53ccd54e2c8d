"""Ctrl-C ends everything, and a second start finds the data again."""

import time

READY_WITHIN = 10  # seconds, as the contract promises
TRIES = 3  # on a machine that does other work meanwhile


def test_ctrl_c_leaves_no_process_and_a_second_start_keeps_the_data(comes, demo):
    founder = comes("founder-a")
    before = founder.links("h2 a")

    starts = []
    while not starts or (min(starts) >= READY_WITHIN and len(starts) < TRIES):
        ended = demo.stop()
        left = demo.living()
        began = time.monotonic()
        demo.start()
        starts.append(time.monotonic() - began)
        assert ended == (0, ["Stopping ...", "Stopped. The data is kept."])
        assert left == []

    assert min(starts) < READY_WITHIN
    # Nobody has to sign in again, and everybody can.
    assert founder.goes_to("/applications/").links("h2 a") == before
    assert comes().signs_in("founder-a").links("h2 a") == before
