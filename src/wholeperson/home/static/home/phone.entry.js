// "This phone is mine": keeps the help numbers only after somebody asked for it, and lets go of them when asked.
import { forgetKept } from "../../../interface/static/interface/exit.js";

const part = (name) => document.querySelector(`[data-${name}]`);
const SCOPE = "/help-now/";
const HERE = "/network/kept/";

async function show() {
  const there = await navigator.serviceWorker.getRegistration(SCOPE);
  part("keep").hidden = Boolean(there);
  if (part("choose")) part("choose").hidden = Boolean(there);
  part("kept").hidden = part("forget").hidden = !there;
}

async function keepAt(script, scope) {
  const begun = await navigator.serviceWorker.register(script, { scope, updateViaCache: "none" });
  const one = begun.installing || begun.waiting || begun.active;
  while (one.state !== "activated") {
    if (one.state === "redundant") throw new Error("not kept");
    await new Promise((done) => one.addEventListener("statechange", done, { once: true }));
  }
}

async function keep() {
  try {
    await keepAt("/sw.js", SCOPE);
    const place = document.querySelector("[data-place]")?.value;
    if (place) await keepAt(`/sw.js?place=${encodeURIComponent(place)}`, HERE);
    await show();
    part("forget").focus();
  } catch {
    await forgetKept();
    part("keep").hidden = true;
    part("cannot").hidden = false;
  }
}

if (navigator.serviceWorker && globalThis.caches) {
  part("keep").addEventListener("click", keep);
  part("forget").addEventListener("click", async () => { await forgetKept(); await show(); part("keep").focus(); });
  show();
} else {
  part("cannot").hidden = false;
}
