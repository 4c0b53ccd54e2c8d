// Builds static/ from this folder: `npm ci && npm run build`. The result is committed; running the product needs no Node.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const OUT = "../static";
const FORBIDDEN = [/GDS Transport/i, /GOV\.UK/, /crown/i, /crest/i, /sourceMappingURL/, /url\(["']?(?!data:)/, /@font-face/];
const NOTICE = "/*! Contains govuk-frontend, MIT licence: see govuk-frontend.LICENSE.txt */\n";

mkdirSync(`${OUT}/incubator`, { recursive: true });
mkdirSync(`${OUT}/desk`, { recursive: true });

for (const [source, result] of [
  ["incubator.scss", `${OUT}/incubator/incubator.css`],
  ["desk.scss", `${OUT}/desk/desk.css`],
]) {
  execFileSync("npx", ["sass", "--load-path=node_modules", "--style=compressed", "--no-source-map", source, result], {
    stdio: "inherit",
  });
}

const css = readFileSync(`${OUT}/incubator/incubator.css`, "utf8");
writeFileSync(`${OUT}/incubator/incubator.css`, NOTICE + css.replace(/^\uFEFF/, ""));

const bundle = await build({
  entryPoints: ["incubator.mjs"],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2020",
  legalComments: "none",
  write: false,
});
// Its messages to developers carry the name of a service that we are not.
const script = bundle.outputFiles[0].text.replaceAll("GOV.UK Frontend", "govuk-frontend");
writeFileSync(`${OUT}/incubator/incubator.js`, NOTICE + script);

for (const file of ["incubator/incubator.css", "incubator/incubator.js", "desk/desk.css"]) {
  const text = readFileSync(`${OUT}/${file}`, "utf8");
  for (const pattern of FORBIDDEN) {
    if (pattern.test(text)) {
      throw new Error(`${file} holds ${pattern}`);
    }
  }
  console.log(`${file}: ${(text.length / 1024).toFixed(1)} KB`);
}
