{% load static %}// Keeps one page for a day without a connection: the help numbers, or with ?place= what there is in that place, as anybody
// sees it. Nothing of a person, ever. Made anew each week, so that it does not grow old: {% now "o-W" %}.
const PLACE = new URL(location.href).searchParams.get("place");
const NAME = PLACE ? "help-here" : "help";
const PAGE = PLACE ? `/network/kept/?place=${encodeURIComponent(PLACE)}` : "/help-now/kept/";
const WITH_IT = [
  "{% static 'built/interface/base.css' %}",
  "{% static 'built/interface/base.js' %}",
  "{% static 'built/interface/icons.svg' %}",
  "{% static 'built/home/home.css' %}",
  "{% static 'built/directory/paper.css' %}",
  "{% static 'built/fonts/atkinson-400.woff2' %}",
  "{% static 'built/fonts/atkinson-700.woff2' %}",
  "{% static 'interface/mark.svg' %}",
];

// Without cookies: what comes is what everybody gets.
async function keep() {
  const there = await caches.open(NAME);
  for (const address of [PAGE, ...WITH_IT]) {
    const answer = await fetch(address, { credentials: "omit", cache: address === PAGE ? "reload" : "default" });
    if (answer.ok && !answer.redirected) await there.put(address, answer);
  }
}

async function kept(request) {
  const there = await caches.open(NAME);
  const page = request.mode === "navigate";
  try {
    return await fetch(request);
  } catch (cause) {
    const copy = await there.match(page ? PAGE : new URL(request.url).pathname);
    if (copy) return copy;
    throw cause;
  }
}

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || new URL(event.request.url).origin !== location.origin) return;
  event.respondWith(kept(event.request));
});
