"""Waiting for a page, without a clock that a busy machine could run out."""

from __future__ import annotations

import time

from playwright.sync_api import Page

from tests.conftest import PATIENCE

# Some frames and a task: whatever a page puts off until after its next painting has been done.
PAINTED = """async () => {
  for (let at = 0; at < 6; at++) await new Promise(requestAnimationFrame);
  await new Promise(done => setTimeout(done));
}"""


def until(page: Page, condition: str) -> None:
    """Wait for a JavaScript condition (the pages' policy forbids what Playwright would do)."""
    end = time.monotonic() + PATIENCE / 1000
    while not page.evaluate(condition):
        if time.monotonic() > end:
            raise AssertionError(f"never came true: {condition}")
        page.wait_for_timeout(20)


def watch_frames(page: Page, what: str) -> None:
    """From now on note what a JavaScript expression is in every frame that is painted."""
    page.evaluate(
        f"""() => {{
          window.frames_seen = [];
          const look = () => {{ frames_seen.push({what}); requestAnimationFrame(look); }};
          look();
        }}"""
    )


def frames(page: Page) -> list[str]:
    """The different things that were seen since then, in their order."""
    page.evaluate(PAINTED)
    return list(dict.fromkeys(page.evaluate("frames_seen")))
