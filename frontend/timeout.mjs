// Warns before the session ends, having saved the step; nothing is lost either way. Other windows count, too.
const ACTIVE = "incubator-active";

async function post(url, body, headers = {}) {
  try {
    return await fetch(url, { method: "POST", body, headers, redirect: "manual" });
  } catch {
    return { ok: false, status: 0 };
  }
}

// Saves the step on this page, if there is one; tells whether nothing is left unsaved.
async function save(form) {
  if (!form) {
    return !document.querySelector("main form input[type=file], main form textarea");
  }
  const data = new FormData(form);
  data.append("autosave", "1");
  const answer = await post(form.action, data);
  if (answer.ok) {
    form.elements.edition.value = (await answer.json()).edition;
  }
  return answer.ok;
}

export function warnBeforeTheEnd(dialog) {
  const [seconds, warned] = [Number(dialog.dataset.seconds), Number(dialog.dataset.warned)];
  const form = document.querySelector("form[data-autosave]");
  let timer;

  function show(...names) {
    for (const part of dialog.querySelectorAll("[data-timeout]")) {
      part.hidden = !names.includes(part.dataset.timeout);
    }
    if (!dialog.open) {
      dialog.showModal();
    }
  }

  function idleSeconds() {
    return (Date.now() - Number(localStorage.getItem(ACTIVE) || 0)) / 1000;
  }

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(look, Math.max(1, seconds - warned - idleSeconds()) * 1000);
  }

  function begin() {
    localStorage.setItem(ACTIVE, String(Date.now()));
    wait();
  }

  async function look() {
    if (idleSeconds() < seconds - warned) {
      wait(); // somebody is active in another window
      return;
    }
    const saved = await save(form);
    if (idleSeconds() >= seconds) {
      end(saved);
      return;
    }
    show("soon", saved ? "saved" : "unsaved", "stay");
    timer = setTimeout(() => end(saved), (seconds - idleSeconds()) * 1000);
  }

  function end(saved) {
    show("over", saved ? "saved" : "unsaved", "again");
  }

  dialog.querySelector("[data-timeout=stay]").addEventListener("click", async () => {
    const answer = await post(dialog.dataset.stay, null, { "X-CSRFToken": dialog.dataset.token });
    if (answer.status !== 204) {
      end(false);
      return;
    }
    dialog.close();
    begin();
  });
  dialog.addEventListener("cancel", (press) => press.preventDefault()); // Esc would hide what is said, not change it
  begin();
}
