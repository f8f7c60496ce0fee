// The forms of the desk: sent as JSON, which no page of another site can make a browser send.
(() => {
  const language = document.documentElement.lang;
  const said = document.body.dataset;
  const dialog = document.querySelector("[data-prove]");
  const HEADERS = {"Content-Type": "application/json"};

  const put = (element, text) => { if (element) { element.textContent = text; element.hidden = !text; } };

  function content(form) {
    const sent = {language};
    for (const field of form.querySelectorAll("[name]:not([data-unsent])")) {
      if ("list" in field.dataset) sent[field.name] ??= [];
      if (["checkbox", "radio"].includes(field.type) && !field.checked || field.matches(":disabled")) continue;
      if ("list" in field.dataset) sent[field.name].push(field.value); else sent[field.name] = field.value;
    }
    return sent;
  }

  // The answer's JSON, with its status; a machine that does not answer is said in words.
  async function ask(path, sent) {
    try {
      const answer = await fetch(path, {method: "POST", headers: HEADERS, body: JSON.stringify(sent)});
      const told = await answer.json().catch(() => ({}));
      return {status: answer.status, ...told};
    } catch {
      return {status: 0};
    }
  }

  // What cannot be undone asks for the password once more.
  function prove() {
    const form = dialog.querySelector("form");
    const word = form.elements.password;
    word.value = "";
    put(form.querySelector("[data-message]"), "");
    dialog.showModal();
    return new Promise((done) => {
      const end = (proved) => { dialog.close(); done(proved); };
      form.querySelector("[data-cancel]").onclick = () => end(false);
      dialog.oncancel = () => done(false);
      form.onsubmit = async (event) => {
        event.preventDefault();
        const told = await ask("/prove", {language, password: word.value});
        if (told.proved) end(true);
        else put(form.querySelector("[data-message]"), told.message ?? said.failed);
      };
    });
  }

  async function send(form) {
    const path = form.getAttribute("action");
    let told = await ask(path, content(form));
    if (told.prove && await prove()) told = await ask(path, content(form));
    if (told.to) { location.assign(told.to); return; }
    const lost = told.status === 401 ? said.gone : said.failed;
    put(form.querySelector("[data-message]"), told.message ?? (told.status === 200 ? "" : lost));
    put(form.querySelector("[data-secret]"), told.secret ?? "");
    if (told.status === 200) form.querySelectorAll("[type=password]").forEach((one) => { one.value = ""; });
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-send]")) return;
    event.preventDefault();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    try { await send(form); } finally { form.ariaBusy = null; }
  });

  // Units are only asked for where a role has its own.
  function onlyFor() {
    const role = document.querySelector("[name=role]:checked")?.value;
    for (const part of document.querySelectorAll("[data-only-for]")) {
      part.hidden = part.disabled = part.dataset.onlyFor !== role;
    }
  }
  document.addEventListener("change", onlyFor);
  onlyFor();
})();
