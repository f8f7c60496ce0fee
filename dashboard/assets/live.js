// Keeps an open screen up to date, says so when it cannot, and sends what is said on it. It asks
// every other second whether its view has changed; without an answer ever more seldom, and each
// page at a moment of its own, so that a hundred of them do not come back all at once.
(() => {
  const {units, renew, done, message} = baqylau;
  const EVERY = 2000;
  const LONGEST = 30000;
  const PATIENCE = 10000;
  const {answered, tell} = baqylauLost(EVERY);
  let pause = EVERY;
  let next = 0;
  let asking = false;

  async function look() {
    const {path, tag} = units.view;
    const answer = await fetch(`${path}again.json`, {
      headers: {"If-None-Match": tag}, signal: AbortSignal.timeout(PATIENCE),
    });
    // The session has ended: the page's own address leads to the way in.
    if (answer.status === 401 || answer.status === 403) { location.reload(); return; }
    if (answer.status !== 304 && !answer.ok) throw new Error(`${path}: ${answer.status}`);
    if (answer.ok) renew(await answer.json());
    answered();
  }

  async function round() {
    clearTimeout(next);
    if (asking) return;
    asking = true;
    try {
      await look();
      pause = EVERY;
    } catch {
      pause = Math.min(pause * 1.7, LONGEST);
    }
    asking = false;
    tell();
    next = setTimeout(round, pause * (0.8 + Math.random() * 0.4));
  }

  // Lists of a form come as lists, everything else as text; a second try bears the same key.
  function content(form) {
    const sent = {};
    for (const field of form.querySelectorAll("[type=checkbox], [name=units]")) sent[field.name] = [];
    for (const [name, value] of new FormData(form)) {
      if (Array.isArray(sent[name])) sent[name].push(value); else sent[name] = value;
    }
    if (!("out" in form.dataset)) sent.key = form.dataset.sending ??= crypto.randomUUID?.() ?? random();
    return sent;
  }

  // Where a page is not secure there is no ready-made one.
  function random() {
    const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
  }

  async function send(form) {
    const outcome = form.querySelector("[data-outcome]");
    const button = form.querySelector("button");
    const say = (word) => { if (outcome) { outcome.textContent = outcome.dataset[word] ?? ""; outcome.hidden = !word; } };
    button.disabled = true;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: {"Content-Type": "application/json"},
        body: JSON.stringify("out" in form.dataset ? {language: document.documentElement.lang} : content(form)),
        signal: AbortSignal.timeout(PATIENCE),
      });
      if ("out" in form.dataset) { location.assign("/"); return; }
      if (answer.status >= 500) throw new Error(form.action);
      if (!answer.ok) { say(answer.status === 422 ? "unlisted" : "refused"); return; }
      delete form.dataset.sending;
      done(form);
      say("kept");
      await round();
    } catch {
      say("failed");
    } finally {
      button.disabled = false;
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-act]");
    if (!form) return;
    event.preventDefault();
    send(form);
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) round(); });
  addEventListener("online", round);
  next = setTimeout(round, EVERY * Math.random());
  message();
})();
