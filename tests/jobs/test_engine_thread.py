"""The engine thread: order, cancelling, errors, stopping. No test sleeps."""

from __future__ import annotations

import asyncio
import threading

import pytest

from fst_gui.jobs.engine_thread import EngineThread, Priority


@pytest.fixture
def engine():
    thread = EngineThread()
    yield thread
    thread.stop()
    assert "engine" not in [t.name for t in threading.enumerate()]


async def _collect(job):
    return [event async for event in job.events()]


def _run(coroutine):
    return asyncio.run(asyncio.wait_for(coroutine, 20))


def test_events_arrive_in_order_and_end(engine):
    async def main():
        job = engine.submit(lambda: iter(range(5)), Priority.PREVIEW, asyncio.get_running_loop())
        engine.start()
        assert await _collect(job) == [0, 1, 2, 3, 4]
        assert job.done

    _run(main())


def test_everything_runs_on_the_engine_thread(engine):
    async def main():
        def make():
            names.append(threading.current_thread().name)
            yield
            names.append(threading.current_thread().name)

        names: list[str] = []
        job = engine.submit(make, Priority.EXPORT, asyncio.get_running_loop())
        engine.start()
        await _collect(job)
        assert names == ["engine", "engine"]

    _run(main())


def _order(engine, *wanted):
    """In which order jobs take their steps; each by name, priority and number of steps."""
    order: list[str] = []

    def steps(name, count):
        for _ in range(count):
            order.append(name)
            yield

    async def main():
        loop = asyncio.get_running_loop()
        jobs = [
            engine.submit(lambda name=name, count=count: steps(name, count), priority, loop)
            for name, priority, count in wanted
        ]
        engine.start()
        for job in jobs:
            await _collect(job)

    _run(main())
    return order


def test_the_most_urgent_job_goes_first_and_takes_turns_with_none(engine):
    order = _order(
        engine,
        ("training", Priority.TRAINING, 2),
        ("preview", Priority.PREVIEW, 2),
        ("export", Priority.EXPORT, 2),
        ("second preview", Priority.PREVIEW, 1),
    )
    assert order == [*["preview"] * 2, "second preview", *["export"] * 2, *["training"] * 2]


def test_while_nobody_waits_none_is_passed_over_for_long(engine, monkeypatch):
    """A training goes on while layers are painted over a picture; a preview waits for neither."""
    monkeypatch.setattr("fst_gui.jobs.engine_thread._PATIENCE", 0.0)
    order = _order(
        engine,
        ("training", Priority.TRAINING, 3),
        ("layers", Priority.OVERPAINTING, 3),
        ("preview", Priority.PREVIEW, 3),
    )
    assert order == [*["preview"] * 3, *["training", "layers"] * 3]


def test_a_job_that_steps_back_lets_others_go_first(engine):
    async def main():
        order: list[str] = []

        def preview():
            order.append("preview")
            jobs[0].priority = Priority.OVERPAINTING
            yield
            order.append("layer")
            yield

        def gallery():
            order.append("gallery")
            yield

        loop = asyncio.get_running_loop()
        jobs = [
            engine.submit(preview, Priority.PREVIEW, loop),
            engine.submit(gallery, Priority.GALLERY, loop),
        ]
        engine.start()
        for job in jobs:
            await _collect(job)
        assert order == ["preview", "gallery", "layer"]

    _run(main())


def test_a_cancelled_job_ends_before_more_urgent_ones_are_done(engine):
    async def main():
        done = threading.Event()

        def preview():
            while not done.is_set():
                yield

        loop = asyncio.get_running_loop()
        urgent = engine.submit(preview, Priority.PREVIEW, loop)
        other = engine.submit(lambda: iter(range(5)), Priority.TRAINING, loop)
        engine.start()
        other.cancel()
        assert await _collect(other) == []
        assert not urgent.done
        done.set()
        await _collect(urgent)

    _run(main())


def test_a_preview_waits_for_one_step_of_a_training_at_most(engine):
    async def main():
        loop = asyncio.get_running_loop()
        order: list[str] = []
        began, go_on = threading.Event(), threading.Event()

        def training():
            order.append("training")
            began.set()
            go_on.wait(20)
            yield
            order.append("training")
            yield

        def preview():
            order.append("preview")
            yield

        long = engine.submit(training, Priority.TRAINING, loop)
        engine.start()
        await asyncio.to_thread(began.wait, 20)
        short = engine.submit(preview, Priority.PREVIEW, loop)
        go_on.set()
        await _collect(short)
        await _collect(long)
        assert order == ["training", "preview", "training"]

    _run(main())


def test_cancelling_closes_the_generator_and_ends_the_events_quietly(engine):
    async def main():
        closed = threading.Event()

        def endless():
            try:
                while True:
                    yield "step"
            finally:
                closed.set()

        job = engine.submit(endless, Priority.TRAINING, asyncio.get_running_loop())
        engine.start()
        async for _ in job.events():
            job.cancel()
        assert closed.is_set()
        assert job.done

    _run(main())


def test_a_job_cancelled_before_its_turn_is_never_made(engine):
    async def main():
        made: list[int] = []

        def make():
            made.append(1)
            return iter(())

        job = engine.submit(make, Priority.EXPORT, asyncio.get_running_loop())
        job.cancel()
        engine.start()
        assert await _collect(job) == []
        assert made == []

    _run(main())


@pytest.mark.parametrize("when", ["made", "stepped"])
def test_errors_reach_whoever_awaits_and_the_thread_goes_on(engine, when):
    async def main():
        loop = asyncio.get_running_loop()

        def make():
            if when == "made":
                raise ValueError("broken")
            return steps()

        def steps():
            yield 1
            raise ValueError("broken")

        job = engine.submit(make, Priority.PREVIEW, loop)
        engine.start()
        with pytest.raises(ValueError, match="broken"):
            await _collect(job)
        assert job.done
        assert await _collect(engine.submit(lambda: iter([7]), Priority.PREVIEW, loop)) == [7]

    _run(main())


def test_stopping_closes_what_is_running_and_what_waits(engine):
    async def main():
        loop = asyncio.get_running_loop()
        closed: list[str] = []

        def endless(name):
            try:
                while True:
                    yield
            finally:
                closed.append(name)

        first = engine.submit(lambda: endless("first"), Priority.TRAINING, loop)
        second = engine.submit(lambda: endless("second"), Priority.TRAINING, loop)
        engine.start()
        async for _ in first.events():
            break
        await asyncio.to_thread(engine.stop)
        await _collect(first)
        await _collect(second)
        assert "first" in closed
        assert first.done
        assert second.done
        with pytest.raises(RuntimeError, match="stopped"):
            engine.submit(lambda: iter(()), Priority.PREVIEW, loop)

    _run(main())


class _Rest:
    """Over once ``end`` was called."""

    def __init__(self):
        self.over = False
        self.wake = None

    def call(self, wake):
        self.wake = wake

    def end(self):
        self.over = True
        self.wake()


class _Resting:
    def __init__(self):
        self.rest = _Rest()


def test_a_resting_job_is_left_alone_and_others_have_their_turn(engine):
    async def main():
        taken = []
        rested = _Resting()

        def training():
            taken.append("training")
            yield rested
            taken.append("training again")
            yield "done"

        loop = asyncio.get_running_loop()
        job = engine.submit(training, Priority.TRAINING, loop)
        engine.start()
        events = job.events()
        assert await anext(events) is rested
        later = engine.submit(lambda: iter([1, 2]), Priority.TRAINING, loop)
        assert await _collect(later) == [1, 2]
        assert taken == ["training"]
        rested.rest.end()
        assert [event async for event in events] == ["done"]
        assert taken == ["training", "training again"]


def test_a_paused_job_lets_less_urgent_ones_go_on_and_resumes_where_it_was(engine):
    async def main():
        loop = asyncio.get_running_loop()
        order: list[str] = []

        def steps(name):
            for number in range(3):
                order.append(f"{name}{number}")
                yield number
                if name == "a" and number == 0:
                    first.pause(True)

        first = engine.submit(lambda: steps("a"), Priority.PREVIEW, loop)
        second = engine.submit(lambda: steps("b"), Priority.TRAINING, loop)
        engine.start()
        await _collect(second)
        # It has taken the step that it was paused in, and none after it.
        assert order == ["a0", "a1", "b0", "b1", "b2"]
        first.pause(False)
        assert await _collect(first) == [0, 1, 2]
        assert order[-1] == "a2"

    _run(main())


def test_a_resting_job_can_be_cancelled(engine):
    async def main():
        closed = threading.Event()

        def training():
            try:
                yield _Resting()
                raise AssertionError("stepped while it rested")
            finally:
                closed.set()

        job = engine.submit(training, Priority.TRAINING, asyncio.get_running_loop())
        engine.start()
        events = job.events()
        await anext(events)
        job.cancel()
        assert [event async for event in events] == []
        assert closed.is_set()


def test_a_paused_job_can_be_cancelled_and_does_not_keep_the_thread(engine):
    async def main():
        loop = asyncio.get_running_loop()
        jobs = [engine.submit(lambda: iter(range(3)), Priority.BATCH, loop) for _ in range(2)]
        for job in jobs:
            job.pause(True)
        engine.start()
        jobs[0].cancel()
        assert await _collect(jobs[0]) == []
        await asyncio.to_thread(engine.stop)
        assert await _collect(jobs[1]) == []

    _run(main())


def test_a_job_that_fails_at_its_end_is_told_and_the_others_go_on(engine):
    async def main():
        def never_closed_well():
            try:
                while True:
                    yield 0
            finally:
                raise OSError("no room")

        loop = asyncio.get_running_loop()
        job = engine.submit(never_closed_well, Priority.EXPORT, loop)
        engine.start()
        events = job.events()
        assert await anext(events) == 0
        job.cancel()
        with pytest.raises(OSError, match="no room"):
            async for _ in events:
                pass
        assert job.done
        other = engine.submit(lambda: iter(range(2)), Priority.EXPORT, loop)
        assert await _collect(other) == [0, 1]

    _run(main())
