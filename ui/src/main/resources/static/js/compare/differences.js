import { kinds, summary } from '../architecture/evidence.js';
import { compact, plural, whole } from '../format.js';
import { measured } from '../objective.js';

/** The layers that are the same in both: by name, with the same operation, shape and inputs. */
export function commonLayers(a, b) {
  const others = new Map((b.layers ?? []).map((layer) => [layer.key, said(layer)]));
  return new Set((a.layers ?? []).filter((layer) => others.get(layer.key) === said(layer)).map((layer) => layer.key));
}

const said = ({ operation, shape, inputs = [] }) => `${operation}, ${shape}${inputs.length ? `, from ${inputs.join(' and ')}` : ''}`;

/** What differs between two sides `{architecture, evidence}`, a row each: `{part, name, a, b}`. */
export function differences(a, b) {
  const layersOf = ({ architecture }) => (architecture.layers ?? []).map((layer) => [layer.key, said(layer)]);
  const decisionsOf = ({ architecture }) => (architecture.decisions ?? []).map((one) => [one.name, one.option]);
  return [
    ...rows('Score', scores(a), scores(b)),
    ...rows('Cost', costs(a), costs(b)),
    ...rows('Decision', decisionsOf(a), decisionsOf(b)),
    ...rows('Layer', layersOf(a), layersOf(b)),
  ];
}

const scores = ({ architecture: { trials = [] }, evidence: { searches } }) => [...kinds(trials, searches)]
  .map(([name, group]) => [name, `${summary(group).join('').trim()} (${plural(group.scores.length, 'trial')}${
    group.scores.length === 1 && group.runs ? ` of ${plural(group.runs.number, 'training')}` : ''})`]);

const costs = ({ architecture: { cost = {}, layers = [] }, evidence: { latency } }) => [
  ['parameters', whole(cost.parameters)], ['MACs', compact(cost.macs)], ['activations', compact(cost.activations)],
  ['latency, ms', measured('latency').text(latency)], ['layers', whole(layers.length)],
];

function rows(part, a, b) {
  const [first, second] = [new Map(a), new Map(b)];
  return [...new Set([...first.keys(), ...second.keys()])]
    .map((name) => ({ part, name, a: first.get(name) ?? '–', b: second.get(name) ?? '–' }))
    .filter((row) => row.a !== row.b);
}
