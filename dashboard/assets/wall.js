// The wall shows one panel after another and asks every other second whether something has changed.
// When nobody answers, what is seen stays, and its age stands in red above it.
(() => {
  const EVERY = 2000;
  const LONGEST = 15000;
  const PANEL = 14000;
  const lost = document.querySelector("[data-lost]");
  let heard = Date.now();
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
    heard = Date.now();
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

  function tell() {
    const age = Date.now() - heard;
    lost.hidden = age < 3 * EVERY;
    if (lost.hidden) return;
    const hour = new Date(heard).toLocaleTimeString(document.documentElement.lang, {
      hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    });
    const minutes = lost.dataset.minutes.replace("{minutes}", Math.floor(age / 60000));
    lost.textContent = lost.dataset.words.replace("{hour}", hour).replace("{age}", minutes);
  }

  setInterval(tell, 1000);
  setInterval(() => show(shown + 1), PANEL);
  setTimeout(round, EVERY);
})();
