// The wall shows one panel after another and asks every other second whether something has changed.
// When nobody answers, what is seen stays, and its age stands in red above it.
(() => {
  const EVERY = 2000;
  const LONGEST = 15000;
  const PANEL = 14000;
  const {answered, tell} = baqylauLost(EVERY);
  let pause = EVERY;
  let shown = 0;

  const panels = () => [...document.querySelectorAll("[data-panel]")];

  function show(at) {
    const all = panels();
    shown = at % all.length;
    all.forEach((panel, number) => { panel.hidden = number !== shown; });
  }

  async function look() {
    const answer = await fetch("again.json", {
      headers: {"If-None-Match": document.body.dataset.tag}, signal: AbortSignal.timeout(10000),
    });
    if (answer.status === 401 || answer.status === 403) { location.reload(); return; }
    if (answer.status !== 304 && !answer.ok) throw new Error(String(answer.status));
    if (answer.ok) {
      const {tag, slots} = await answer.json();
      document.body.dataset.tag = tag;
      for (const [name, html] of Object.entries(slots)) {
        document.querySelector(`[data-slot="${name}"]`).innerHTML = html;
      }
      show(shown);
    }
    answered();
  }

  async function round() {
    try {
      await look();
      pause = EVERY;
    } catch {
      pause = Math.min(pause * 1.6, LONGEST);
    }
    tell();
    setTimeout(round, pause * (0.8 + Math.random() * 0.4));
  }

  setInterval(() => show(shown + 1), PANEL);
  setTimeout(round, EVERY);
})();
