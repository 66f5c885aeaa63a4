// sen-worker, staff pages: keys, dialogs, swapped fragments, live updates. Every page works without this file.
//
// What the markup says:
//   data-key="g q"       the keys that click this element, or focus it where it is a field
//   data-row-key="h"     the key that clicks this element while its row has the focus
//   data-opens="id"      opens that dialog, where the page holds it; data-close closes the dialog around it
//   data-swap="#a .b"    a form or link: its answer (also 409 and 422) replaces these elements, each by its id.
//                        Where the answer holds none of them the browser goes to where it led.
//   data-live="/path"    is asked for when the server says that something changed, and swapped by id; where the
//                        server can't say so, each `data-every` seconds (15). With data-ping it is asked in any case.
//   data-gentle          with data-swap: what holds words that somebody typed stays as it is
//   data-auto            a form that is sent (and swapped) 300 ms after the last change in it
//   data-send            what Ctrl+Enter clicks
//   data-draft="/path"   a form whose words are sent there while they are typed, so that nothing typed is lost
//   data-while-typing="/" what Ctrl and that key clicks while somebody types; data-menu-key="1" is clicked by that key
//                        in its open menu
//   data-next            a field where Enter leads to the next one, and from the last one to the button that sends
//   data-copy="id"       a button that copies the text of that element; data-copy-next clicks the first that was not yet
//   data-density         a button that shows rows of one line, and full ones again
//   data-seconds="20"    counts down; at 0 the page says what data-then holds
// A request of ours carries `X-Fragment: 1`. After a swap every `swapped` listener hears of it.
(() => {
  "use strict";
  const $ = (query, at = document) => at.querySelector(query);
  const $$ = (query, at = document) => [...at.querySelectorAll(query)];
  const say = text => { const at = $("#say"); if (at) at.textContent = text; };
  const kept = (name, value) => {
    try { return value === undefined ? localStorage.getItem(name) : localStorage.setItem(name, value); } catch { return null; }
  };

  // Fragments
  const inputs = "input:not([type=hidden], [type=search]), textarea, select";
  const typed = field => {
    if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
    if (!field.matches("select")) return field.value !== field.defaultValue;
    const first = [...field.options].findIndex(option => option.defaultSelected);
    return field.selectedIndex !== Math.max(first, 0);
  };
  const inUse = el => $$(inputs, el).some(field => typed(field) || field === document.activeElement)
    || $(":popover-open, dialog[open], details.menu[open]", el);
  const stops = el => [el, ...$$("a[href], button, input, select, textarea, summary, [tabindex]", el)];
  // Put `el` where `old` is: scroll, picked rows and focus stay, on the same element or in the row in its row's place.
  const replace = (old, el) => {
    if (old.isEqualNode(el)) return;
    const active = document.activeElement, before = stops(old), at = before.indexOf(active), id = at < 0 ? "" : active.id;
    const place = at < 0 ? -1 : $$("#rows tr").indexOf(active.closest("tr"));
    const picks = new Set($$(".pick:checked", old).map(box => box.value)), { scrollLeft, scrollTop } = old;
    old.replaceWith(document.adoptNode(el));
    $$(".pick", el).forEach(box => { box.checked = picks.has(box.value); });
    el.scrollTo(scrollLeft, scrollTop);
    if (at < 0) return;
    const now = stops(el), rows = $$("#rows .ref");
    const same = (id && document.getElementById(id)) || (now.length === before.length || place < 0 ? now[at] : null);
    (same || rows[Math.min(place, rows.length - 1)])?.focus({ preventScroll: true });
  };
  const swap = (html, ids, gentle) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const fresh = (ids ? ids.map(id => page.getElementById(id)) : [...page.body.children]).filter(el => el && el.id);
    const title = page.title;
    let done = 0;
    for (const el of fresh) {
      const old = document.getElementById(el.id);
      if (!old) continue;
      done += 1;
      if (gentle && inUse(old)) continue;
      const told = el.matches("[role=status]") && el.textContent.trim();
      if (told && told !== old.textContent.trim()) say(told);
      replace(old, el);
    }
    if (done && title) document.title = title;
    if (done) {
      if (!gentle) $("#errors")?.focus();
      const dialog = $("dialog[data-show]");
      if (dialog && !dialog.open) { dialog.showModal(); $("h2", dialog)?.focus(); }
      document.dispatchEvent(new CustomEvent("swapped"));
    }
    return done;
  };
  const ask = (path, options = {}) =>
    fetch(path, { ...options, credentials: "same-origin", headers: { "X-Fragment": "1" } });
  const named = el => (el.dataset.swap || "").split(/\s+/).filter(Boolean)
    .flatMap(one => one.startsWith(".") ? $$(one).map(each => each.id) : one.replace(/^#/, ""));
  const exchange = async (el, path, options) => {
    try {
      const answer = await ask(path, options);
      if (answer.status === 401) { signedOut(); return; }
      const gentle = el.matches("[data-gentle]");
      const done = swap(await answer.text(), named(el).length ? named(el) : null, gentle);
      if (!done) location.assign(answer.redirected ? answer.url : location.href);
      else if (!gentle && (answer.redirected || !options)) history.pushState(null, "", answer.url);
      const news = $("[data-announce]");
      if (news) say(news.dataset.announce);
    } catch { say("The server did not answer. Try again."); }
  };
  addEventListener("popstate", () => location.reload());

  // How much of a row is shown is remembered by the browser.
  const dense = () => {
    document.body.classList.toggle("dense", kept("dense") === "on");
    $$("[data-density]").forEach(el => el.setAttribute("aria-pressed", kept("dense") === "on"));
  };
  document.addEventListener("click", e => {
    if (!e.target.closest("[data-density]")) return;
    kept("dense", kept("dense") === "on" ? "off" : "on");
    dense();
  });
  document.addEventListener("swapped", dense);
  // Of tabs that do not fit, the one that is open is seen.
  const seen = () => $$(".tabs [aria-current], nav [aria-current=page]").forEach(tab => {
    const bar = tab.parentElement;
    if (bar.scrollWidth > bar.clientWidth) bar.scrollLeft = tab.offsetLeft - bar.offsetLeft - (bar.clientWidth - tab.offsetWidth) / 2;
  });
  seen();
  document.addEventListener("swapped", seen);
  dense();
  document.addEventListener("submit", e => {
    const form = e.target, by = e.submitter;
    if (!form.matches("[data-swap]") || by?.matches("[data-whole]") || e.defaultPrevented) return;
    const method = (by?.getAttribute("formmethod") || form.method).toUpperCase();
    if (method !== "POST") return;
    e.preventDefault();
    exchange(form, by?.getAttribute("formaction") || form.getAttribute("action") || location.href,
      { method, body: new URLSearchParams(new FormData(form, by)) });
  });
  let typing = 0;
  document.addEventListener("input", e => {
    const wrong = e.target.matches("[aria-invalid]") && document.getElementById(`err-${e.target.id}`);
    if (wrong) { wrong.remove(); e.target.removeAttribute("aria-invalid"); e.target.removeAttribute("aria-describedby"); $("#errors")?.remove(); }
    const form = e.target.closest("form[data-auto]");
    if (!form) return;
    clearTimeout(typing);
    typing = setTimeout(async () => {
      try {
        const answer = await ask(form.dataset.auto || form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
        if (answer.status === 401) { signedOut(); return; }
        swap(await answer.text(), named(form));
      } catch { say("The preview could not be brought up to date."); }
    }, 300);
  });

  // Drafts: what is typed is kept by the server, and by this tab until the server has it.
  const here = (name, value) => {
    try {
      if (value === undefined) return sessionStorage.getItem(name);
      return value === null ? sessionStorage.removeItem(name) : sessionStorage.setItem(name, value);
    } catch { return null; }
  };
  const words = form => new URLSearchParams(new FormData(form)).toString();
  const keep = async form => {
    clearTimeout(form.keeping);
    form.keeping = 0;
    const path = form.dataset.draft, body = words(form);
    try {
      const answer = await fetch(path, { method: "POST", body: new URLSearchParams(body), keepalive: true, credentials: "same-origin", headers: { "X-Fragment": "1" } });
      if (answer.ok && here(path) === body) here(path, null);
      if (answer.status === 401) signedOut();
    } catch { say("No connection: what you typed is kept in this tab."); }
  };
  document.addEventListener("input", e => {
    const form = e.target.closest("form[data-draft]");
    if (!form) return;
    here(form.dataset.draft, words(form));
    clearTimeout(form.keeping);
    form.keeping = setTimeout(() => keep(form), 500);
  });
  const giveUp = form => {
    clearTimeout(form.keeping);
    form.keeping = 0;
    here(form.dataset.draft, null);
  };
  $$("form[data-draft]").forEach(form => {
    const left = here(form.dataset.draft);
    if (!left) return;
    for (const [name, value] of new URLSearchParams(left)) {
      const field = $(`[name="${CSS.escape(name)}"]:not([type=hidden], [type=checkbox], [type=radio], button)`, form);
      if (field) field.value = value;
    }
    const edit = form.closest("details");
    if (edit) edit.open = true;
    keep(form);
  });
  addEventListener("pagehide", () => $$("form[data-draft]").forEach(form => { if (form.keeping) keep(form); }));
  document.addEventListener("submit", e => {
    if (!navigator.onLine && !e.target.matches("[method=dialog]")) {
      e.preventDefault();
      const text = "There is no connection. Nothing was sent, and what you typed is still here.";
      say(text);
      const strip = $("#offline") || document.body.appendChild(Object.assign(document.createElement("p"), { id: "offline", className: "note" }));
      strip.dataset.tone = "bad";
      strip.textContent = text;
      return;
    }
    if (e.target.matches("[data-draft]")) giveUp(e.target);
    // A slow line shows at once that the step was taken.
    e.submitter?.setAttribute("aria-busy", "true");
  }, true);
  addEventListener("online", () => $("#offline")?.remove());
  addEventListener("pageshow", () => $$("[aria-busy]").forEach(el => el.removeAttribute("aria-busy")));
  document.addEventListener("swapped", () => $$("[aria-busy]").forEach(el => el.removeAttribute("aria-busy")));

  // Signed out meanwhile: what was typed stays on the page, whose forms get the new session's token.
  const out = $("#dlg-out");
  function signedOut() {
    hush();
    if (out && !out.open) { out.showModal(); say($("h2", out).textContent); }
  }
  const signedIn = async () => {
    if (!out?.open || document.hidden) return;
    try {
      const answer = await ask("/queue");
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (page.body.dataset.me !== document.body.dataset.me) { location.reload(); return; }
      const token = $("[name=csrf]", page).value;
      $$("[name=csrf]").forEach(field => { field.value = token; });
      out.close();
      say("You are signed in again.");
      listen();
    } catch { /* the next time may do */ }
  };
  $("[data-again]", out || document)?.addEventListener("click", e => { e.preventDefault(); signedIn(); });
  addEventListener("focus", signedIn);

  // Live: what changed meanwhile is asked for, while somebody looks. A browser has few connections to one host, so
  // only pages that are seen keep one.
  const live = async el => {
    if (document.hidden || !el.isConnected || out?.open) return;
    if (el.asking) { el.again = true; return; }
    el.asking = true;
    try {
      const answer = await ask(el.dataset.live);
      if (answer.status === 401) signedOut();
      else if (answer.ok && !answer.redirected) swap(await answer.text(), null, true);
    } catch { /* the next time may do */ }
    el.asking = false;
    if (el.again) { el.again = false; live(el); }
  };
  const refresh = () => $$("[data-live]").forEach(live);
  let stream = null;
  function hush() { stream?.close(); stream = null; }
  function listen() {
    const since = document.body.dataset.pulse;
    if (stream || !since || document.hidden || !$("[data-live]") || out?.open) return;
    stream = new EventSource(`/changes?since=${since}`);
    stream.addEventListener("changed", e => { document.body.dataset.pulse = e.lastEventId; refresh(); });
    stream.addEventListener("gone", signedOut);
    stream.addEventListener("error", () => { if (stream?.readyState === EventSource.CLOSED) stream = null; });
  }
  const watch = () => $$("[data-live]").forEach(el => {
    if (el.watched) return;
    el.watched = setInterval(() => {
      if (!el.isConnected) { clearInterval(el.watched); return; }
      if (stream?.readyState !== EventSource.OPEN || el.matches("[data-ping]")) live(el);
      listen();
    }, 1000 * (el.dataset.every || 15));
  });
  document.addEventListener("swapped", watch);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) hush();
    else if (out?.open) signedIn();
    else { listen(); $$("[data-ping]").forEach(live); }
  });
  addEventListener("pagehide", hush);
  addEventListener("pageshow", listen);
  watch();

  // Dialogs, popovers in the page, things that cannot be done now
  document.addEventListener("click", e => {
    const blocked = e.target.closest("[aria-disabled=true]");
    if (blocked) {
      e.preventDefault();
      say(document.getElementById(blocked.getAttribute("aria-describedby"))?.textContent || "Not possible now");
      return;
    }
    const dialog = document.getElementById(e.target.closest("[data-opens]")?.dataset.opens);
    if (dialog) { e.preventDefault(); if (!dialog.open) dialog.showModal(); return; }
    const modal = e.target.closest("[data-close]")?.closest("dialog:modal");
    if (modal) { e.preventDefault(); modal.close(); }
    const shut = e.target.closest("[data-close-details]")?.closest("details");
    if (shut) {
      const form = $("form[data-draft]", shut);
      if (form) {
        giveUp(form);
        const body = new URLSearchParams({ csrf: $("[name=csrf]", form).value, do: "discard" });
        fetch(form.dataset.draft, { method: "POST", body, keepalive: true, credentials: "same-origin", headers: { "X-Fragment": "1" } }).catch(() => {});
        form.reset();
      }
      shut.open = false;
      $("summary", shut).focus();
    }
    $$("details.menu[open]").forEach(menu => { if (!menu.contains(e.target)) menu.open = false; });
    if (e.target.closest("[data-unpick]")) unpick();
    const link = e.target.closest("a[data-swap]");
    if (link && !e.ctrlKey && !e.metaKey && !e.shiftKey && e.button === 0) { e.preventDefault(); exchange(link, link.href); }
  });
  const done = $("#errors") || (location.hash ? null : $("#did, #actions > .strip"));
  if (done && document.activeElement === document.body) { done.tabIndex = -1; done.focus({ preventScroll: done.id !== "errors" }); }

  // Rows: j and k move the real focus, so that Enter is the link's own and a screen reader follows.
  const move = step => {
    const all = $$("#rows .ref");
    const now = all.indexOf($(".ref", document.activeElement.closest("tr") || document.createElement("p")));
    const next = all[Math.min(Math.max(now + step, 0), all.length - 1)];
    next?.focus();
    next?.closest("tr").scrollIntoView({ block: "nearest" });
  };
  const picked = () => {
    const all = $$(".pick"), some = all.filter(box => box.checked).length, whole = $("[data-all]"), at = $("#picked");
    if (whole) { whole.checked = some > 0 && some === all.length; whole.indeterminate = some > 0 && some < all.length; }
    if (at) at.textContent = `${some} selected`;
    $$("[data-picked]").forEach(el => { el.textContent = some === 1 ? "1 letter" : `${some} letters`; });
    say(`${some} of ${all.length} selected`);
  };
  const unpick = () => { $$(".pick:checked").forEach(box => { box.checked = false; }); picked(); };
  document.addEventListener("change", e => {
    if (e.target.matches("[data-all]")) $$(".pick").forEach(box => { box.checked = e.target.checked; });
    if (e.target.matches("[data-all], .pick")) picked();
    if (e.target.id === "keys-on") kept("keys", e.target.checked ? "on" : "off");
  });

  const intoMenu = summary => {
    const at = summary.parentElement, words = "select, textarea, input:not([type=hidden])";
    ($(at.matches(".saved") ? `a[href], ${words}` : words, at) || $("[data-menu-key], a[href]", at) || summary).focus();
  };
  const openMenu = summary => { summary.parentElement.open = true; intoMenu(summary); };

  // Keys: an element says which are its own; they do what a click or the focus would do.
  const on = $("#keys-on");
  if (on && kept("keys") === "off") on.checked = false;
  let first = "";
  document.addEventListener("keydown", e => {
    if (e.isComposing || e.defaultPrevented) return;
    const writing = e.target.closest("input:not([type=checkbox], [type=radio]), textarea, select");
    const dialog = $("dialog[open]");
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
      const send = $("[data-send]", dialog || e.target.closest("form") || document);
      if (send) { e.preventDefault(); send.click(); }
      return;
    }
    const beside = (e.ctrlKey || e.metaKey) && !e.altKey && !dialog && $(`[data-while-typing="${CSS.escape(e.key)}"]`);
    if (beside) { e.preventDefault(); openMenu(beside); return; }
    if (e.key === "Enter" && e.target.matches("[data-next]")) {
      const fields = [...$$("[data-next]", e.target.form), $("[data-send]", e.target.form)];
      e.preventDefault();
      fields[fields.indexOf(e.target) + 1]?.focus();
      return;
    }
    if (e.key === "Escape") {
      const details = e.target.closest("details[open]");
      if (dialog && !dialog.matches(":modal")) $("[data-close]", dialog)?.click();
      else if (details && !dialog) { details.open = false; $("summary", details).focus(); }
      else if (writing && !dialog) e.target.blur();
      else if (!dialog && $(".pick:checked")) unpick();
      else if (!dialog && !$(":popover-open")) $("[data-key=Escape]")?.click();
      return;
    }
    if (writing || dialog || e.ctrlKey || e.metaKey || e.altKey || (on && !on.checked) || $(":popover-open")) return;
    const key = first ? `${first} ${e.key}` : e.key;
    first = !first && e.key === "g" ? "g" : "";
    const row = document.activeElement.closest("tr");
    // In a box Enter would press the form's first button; here it opens, as on the row's link.
    if (key === "Enter" && e.target.matches(".pick, [data-all]")) {
      e.preventDefault();
      if (row) $(".ref", row)?.click();
      return;
    }
    const listed = e.target.closest("details.menu[open]");
    const choice = listed && $(`[data-menu-key="${CSS.escape(key)}"]`, listed);
    if (choice) { e.preventDefault(); choice.click(); return; }
    const target = (row && $(`[data-row-key="${CSS.escape(key)}"]`, row)) || $(`[data-key="${CSS.escape(key)}"]`);
    if (target) {
      e.preventDefault();
      const box = target.matches("[type=checkbox], [type=radio]");
      if (box || target.matches("input, textarea, select, [data-focus]")) target.focus();
      if (box || !target.matches("input, textarea, select, [data-focus]")) target.click();
      if (target.matches("summary")) intoMenu(target);
    } else if ($("#rows .ref") && /^[jk]$/.test(key)) {
      e.preventDefault();
      move(key === "j" ? 1 : -1);
    } else if (key === "x" && row) {
      const box = $(".pick", row);
      if (box) { e.preventDefault(); box.checked = !box.checked; picked(); }
    }
  });

  // Copying: without a secure context the browser offers no clipboard, and what is selected is copied.
  const copy = async at => {
    try { await navigator.clipboard.writeText(at.textContent); return true; } catch { /* the other way, then */ }
    getSelection().selectAllChildren(at);
    return document.execCommand("copy");
  };
  document.addEventListener("click", async e => {
    if (e.target.closest("[data-copy-next]")) {
      const all = $$("[data-copy]"), rest = all.filter(one => !one.matches(".copied"));
      if (!rest.length) all.forEach(one => one.classList.remove("copied"));
      (rest[0] || all[0])?.click();
      return;
    }
    const button = e.target.closest("[data-copy]");
    if (!button) return;
    if (await copy(document.getElementById(button.dataset.copy))) {
      button.classList.add("copied");
      say(`Copied:${button.textContent.replace("Copy", "")}`);
    } else { say("It could not be copied."); }
    button.focus();
  });

  // The time left to undo: for the eyes each second, for ears once.
  const countdown = () => $$("[data-seconds]").forEach(el => {
    if (el.counting) return;
    let left = Number(el.dataset.seconds);
    say(`The letter goes out in ${left} seconds. Press u to undo.`);
    const fuse = $(".fuse", el.closest(".strip") || document);
    if (fuse) fuse.style.animationDuration = `${left}s`;
    el.counting = setInterval(() => {
      left -= 1;
      if (!el.isConnected) { clearInterval(el.counting); return; }
      el.textContent = `${Math.max(left, 0)} s`;
      if (left > 0) return;
      clearInterval(el.counting);
      const strip = el.closest(".strip");
      $("[data-key=u]", strip || document)?.remove();
      if (el.dataset.then) { el.parentElement.textContent = el.dataset.then; say(el.dataset.then); }
    }, 1000);
  });
  document.addEventListener("swapped", countdown);
  countdown();
})();

// The page of a request: a field and the words it was read from light up together; `e` edits the field.
(() => {
  "use strict";
  const all = query => [...document.querySelectorAll(query)];
  const field = el => (el instanceof Element ? el.closest(".field") : null);
  const light = (el, on, scroll) => all(`.src[data-field="${el.dataset.field}"]`).forEach(src => {
    src.classList.toggle("lit", on);
    if (on && scroll && !src.matches(".old")) src.scrollIntoView({ block: "nearest" });
  });
  // Under a finger or a mouse that is pressed nothing moves: the click would miss what it was meant for.
  let pressed = false;
  addEventListener("pointerdown", () => { pressed = true; }, true);
  ["pointerup", "pointercancel", "dragend"].forEach(end => addEventListener(end, () => { pressed = false; }, true));
  document.addEventListener("focusin", e => { const el = field(e.target); if (el) light(el, true, !pressed); });
  document.addEventListener("focusout", e => { const el = field(e.target); if (el && el !== field(e.relatedTarget)) light(el, false); });
  document.addEventListener("mouseover", e => { const el = field(e.target); if (el) light(el, true); });
  document.addEventListener("mouseout", e => {
    const el = field(e.target);
    if (el && el !== field(e.relatedTarget) && !el.contains(document.activeElement)) light(el, false);
  });
  document.addEventListener("toggle", e => {
    if (!e.target.matches?.(".edit") || !e.target.open) return;
    e.target.querySelector("input:not([type=hidden]), textarea")?.focus({ preventScroll: true });
    field(e.target).scrollIntoView({ block: "nearest" });
  }, true);
  document.addEventListener("keydown", e => {
    const on = document.getElementById("keys-on");
    const writing = e.target.closest("input, textarea, select, dialog, :popover-open");
    if (e.key !== "e" || writing || e.ctrlKey || e.metaKey || e.altKey || (on && !on.checked)) return;
    const edit = field(document.activeElement)?.querySelector(".edit");
    if (edit) { e.preventDefault(); edit.open = true; }
  });
})();
