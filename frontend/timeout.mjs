// Warns before the session ends, having saved the step; nothing is lost either way. Other windows count, too.
const ACTIVE = "incubator-active";

function part(dialog, name) {
  return dialog.querySelector(`[data-timeout="${name}"]`);
}

async function save(form) {
  if (!form) {
    return;
  }
  const data = new FormData(form);
  data.append("autosave", "1");
  const answer = await fetch(form.action, { method: "POST", body: data });
  if (answer.ok) {
    form.elements.edition.value = (await answer.json()).edition;
  }
}

export function warnBeforeTheEnd(dialog) {
  const [seconds, warned] = [Number(dialog.dataset.seconds), Number(dialog.dataset.warned)];
  const form = document.querySelector("form[data-autosave]");
  let timer;

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
    await save(form).catch(() => undefined);
    dialog.showModal();
    timer = setTimeout(end, warned * 1000);
  }

  function end() {
    part(dialog, "soon").hidden = part(dialog, "stay").hidden = true;
    part(dialog, "over").hidden = part(dialog, "again").hidden = false;
  }

  part(dialog, "stay").addEventListener("click", async () => {
    await fetch(dialog.dataset.stay, { method: "POST", headers: { "X-CSRFToken": dialog.dataset.token } });
    dialog.close();
    begin();
  });
  begin();
}
