// Walks the flat profile with bpmn-engine: `node second_engine.mjs FILE WALKS` prints the stages that each walk visits.
// A walk is a list of stays: `action` is how a stage is left, `verdicts` what its offices say.
import { readFileSync } from 'node:fs';
import { SequenceFlow } from 'bpmn-elements';
import { Engine } from 'bpmn-engine';
import { BpmnModdle } from 'bpmn-moddle';

const moddleContext = await new BpmnModdle().fromXML(readFileSync(process.argv[2], 'utf8'));
const walks = JSON.parse(readFileSync(process.argv[3], 'utf8'));

// bpmn-elements before 18 tells the paths not taken, too, and sends that news round loops until a parallel join takes it
// for an office that has spoken: from the third round on it joins without verdicts. Here a path not taken is silent.
class QuietFlow extends SequenceFlow {
  discard() {}
}

// The part of FEEL that the profile uses, as a JavaScript function of `action` and `verdicts`.
function condition(feel) {
  const script = feel
    .replace(/list contains\(verdicts, (".*?")\)/g, 'verdicts.includes($1)')
    .replace(/every verdict in verdicts satisfies verdict = (".*?")/g, 'verdicts.every((given) => given == $1)')
    .replace(/if (.*?) then (".*?"|null) else /g, '$1 ? $2 : ')
    .replace(/ = /g, ' == ')
    .replace(/ or /g, ' || ');
  return new Function('action', 'verdicts', `return ${script}`);
}

async function visited(walk) {
  const stages = [];
  const waiting = [];
  let now = -1;
  let before = '';
  // The gateway before the offices asks how the stay to come ends; the others, how the present one does.
  const stay = (gateway) => walk[gateway.startsWith('enter-') ? now + 1 : now] ?? {};
  const resolveExpression = (feel, { content }) => {
    const { action = null, verdicts = {} } = stay(content.id);
    return condition(feel)(action, Object.values(verdicts));
  };
  const emit = (event, api) => {
    const [kind, stage, office] = api.id?.split('-') ?? [];
    if (event === 'activity.wait') waiting.push({ api, kind, office });
    if (event !== 'activity.enter') return;
    if (['stage', 'enter', 'end'].includes(kind) || (kind === 'fork' && before !== 'enter')) stages.push(stage);
    before = kind;
  };
  const engine = Engine({ moddleContext, elements: { SequenceFlow: QuietFlow }, expressions: { resolveExpression } });
  const execution = await engine.execute({ listener: { emit } });
  for (const { action, verdicts = {} } of walk) {
    now += 1;
    for (const task of waiting.splice(0)) {
      if (task.kind === 'office' ? task.office in verdicts : action) task.api.signal();
    }
  }
  if (execution.state === "running") execution.stop();
  return stages;
}

const results = [];
for (const walk of walks) results.push(await visited(walk).catch((fault) => [String(fault)]));
console.log(JSON.stringify(results));
