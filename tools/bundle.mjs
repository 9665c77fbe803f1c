// Bundles every src/wholeperson/*/static/<app>/<name>.entry.{js,css} into static/built/<app>/<name>.{js,css},
// and brings fonts and icons from their npm packages. Run by `npm run build` from the root of the repository.
import { build } from "esbuild";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inflateSync } from "node:zlib";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const apps = join(root, "src/wholeperson");
const packages = join(root, "node_modules");
const built = join(apps, "interface/static/built");

const fonts = {
  "atkinson-400": "@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-400-normal",
  "atkinson-700": "@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-700-normal",
  "fraunces": "@fontsource-variable/fraunces/files/fraunces-latin-wght-normal",
};
const forPrint = ["atkinson-400", "atkinson-700"];

function under(folder, ending) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true }).filter((name) => ending.test(name)).map((name) => join(folder, name));
}

function entries() {
  return readdirSync(apps)
    .flatMap((app) => under(join(apps, app, "static", app), /\.entry\.(js|css)$/).map((path) => ({ app, path })))
    .map(({ app, path }) => ({ in: path, out: join(app, basename(path).replace(/\.entry\.(js|css)$/, "")) }));
}

function icons() {
  const pages = readdirSync(apps).flatMap((app) => under(join(apps, app, "templates"), /\.(html|svg)$/));
  const used = new Set(pages.flatMap((page) =>
    [...readFileSync(page, "utf8").matchAll(/\{% icon "([a-z0-9-]+)"/g)].map((found) => found[1])));
  const symbols = [...used].sort().map((name) => {
    const drawing = readFileSync(join(packages, "lucide-static/icons", `${name}.svg`), "utf8");
    const inside = drawing.slice(drawing.indexOf(">", drawing.indexOf("<svg")) + 1, drawing.lastIndexOf("</svg>"));
    const lines = inside.replace(/\s+/g, " ").trim();
    return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" ` +
      `stroke-linecap="round" stroke-linejoin="round">${lines}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg"><!-- Lucide, ISC licence -->${symbols.join("")}</svg>`;
}

// WOFF 1 is the same tables as TrueType, each packed by zlib behind another header: server-made PDF and PNG read TTF only.
function trueType(woff) {
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => {
    const at = 44 + 20 * index;
    const [offset, packed, length] = [4, 8, 12].map((field) => woff.readUInt32BE(at + field));
    const bytes = woff.subarray(offset, offset + packed);
    return { tag: woff.subarray(at, at + 4), check: woff.readUInt32BE(at + 16), bytes: packed < length ? inflateSync(bytes) : bytes };
  });
  const power = 2 ** Math.floor(Math.log2(count));
  const head = Buffer.alloc(12 + 16 * count);
  woff.copy(head, 0, 4, 8);
  [count, power * 16, Math.log2(power), (count - power) * 16].forEach((value, index) => head.writeUInt16BE(value, 4 + 2 * index));
  const parts = [head];
  let end = head.length;
  tables.forEach(({ tag, check, bytes }, index) => {
    const at = 12 + 16 * index;
    tag.copy(head, at);
    [check, end, bytes.length].forEach((value, field) => head.writeUInt32BE(value, at + 4 + 4 * field));
    const padding = Buffer.alloc((4 - (bytes.length % 4)) % 4);
    parts.push(bytes, padding);
    end += bytes.length + padding.length;
  });
  return Buffer.concat(parts);
}

rmSync(built, { recursive: true, force: true });
mkdirSync(join(built, "fonts/ttf"), { recursive: true });
mkdirSync(join(built, "interface"), { recursive: true });
for (const [name, file] of Object.entries(fonts)) cpSync(join(packages, `${file}.woff2`), join(built, `fonts/${name}.woff2`));
for (const name of forPrint) writeFileSync(join(built, `fonts/ttf/${name}.ttf`), trueType(readFileSync(join(packages, `${fonts[name]}.woff`))));
for (const [name, owner] of Object.entries({ "OFL-atkinson": "@fontsource/atkinson-hyperlegible-next", "OFL-fraunces": "@fontsource-variable/fraunces" })) {
  cpSync(join(packages, owner, "LICENSE"), join(built, `fonts/${name}.txt`));
}
writeFileSync(join(built, "interface/icons.svg"), icons());
await build({
  entryPoints: entries(), outdir: built, bundle: true, minify: true, format: "esm", target: ["es2020", "safari14"],
  loader: { ".png": "file" }, external: ["/static/*"], legalComments: "none", logLevel: "info",
});
