{% load static %}// Keeps one page for a day without a connection: the help numbers, as anybody sees them. Nothing of a person, ever.
const NAME = "help";
const PAGE = "/help-now/kept/";
const WITH_IT = [
  "{% static 'built/interface/base.css' %}",
  "{% static 'built/interface/base.js' %}",
  "{% static 'built/interface/icons.svg' %}",
  "{% static 'built/home/home.css' %}",
  "{% static 'built/fonts/atkinson-400.woff2' %}",
  "{% static 'built/fonts/atkinson-700.woff2' %}",
  "{% static 'interface/mark.svg' %}",
];

// Without cookies: what comes is what everybody gets.
async function keep() {
  const there = await caches.open(NAME);
  for (const address of [PAGE, ...WITH_IT]) {
    const answer = await fetch(address, { credentials: "omit", cache: "reload" });
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
