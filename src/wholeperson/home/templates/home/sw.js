{% load static %}// Keeps pages for a day without a connection: the help numbers, or with ?place= what there is in that place, and how to
// stay safer, as anybody sees them. Nothing of a person, ever. Made anew each week, so that it does not grow old: {% now "o-W" %}.
const PLACE = new URL(location.href).searchParams.get("place");
const NAME = PLACE ? "help-here" : "help";
const PAGE = PLACE ? `/network/kept/?place=${encodeURIComponent(PLACE)}` : "/help-now/kept/";
const SAFER = "/help-now/safer/";
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
  for (const address of [PAGE, SAFER, ...WITH_IT]) {
    const answer = await fetch(address, { credentials: "omit", cache: address.endsWith("/") || address === PAGE ? "reload" : "default" });
    if (answer.ok && !answer.redirected) await there.put(address, answer);
  }
}

async function kept(request) {
  const there = await caches.open(NAME);
  const page = request.mode === "navigate";
  try {
    return await fetch(request);
  } catch (cause) {
    const { pathname } = new URL(request.url);
    const copy = await there.match(page && pathname !== SAFER ? PAGE : pathname);
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
