// What the official tools say of each file: warnings of bpmn-moddle, findings of bpmnlint's recommended rules.
// Each file is also saved again by bpmn-moddle, as a modeller would, under <name>.saved.bpmn.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { BpmnModdle } from 'bpmn-moddle';

const require = createRequire(import.meta.url);
const { Linter } = require('bpmnlint');
const NodeResolver = require('bpmnlint/lib/resolver/node-resolver');

const linter = new Linter({ config: { extends: 'bpmnlint:recommended' }, resolver: new NodeResolver() });
const moddle = new BpmnModdle();

async function judged(file) {
  const { rootElement, warnings } = await moddle.fromXML(readFileSync(file, 'utf8'));
  const findings = Object.entries(await linter.lint(rootElement)).flatMap(([rule, reports]) =>
    reports.map(({ id, category, message }) => `${category} ${rule} ${id}: ${message}`),
  );
  const { xml } = await moddle.toXML(rootElement, { format: true });
  writeFileSync(file.replace(/\.bpmn$/, '.saved.bpmn'), xml);
  return { file, warnings: warnings.map((warning) => warning.message), findings };
}

console.log(JSON.stringify(await Promise.all(process.argv.slice(2).map(judged))));
