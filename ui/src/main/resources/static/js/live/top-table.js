import { html } from '../libraries.js';
import { table } from '../components/table.js';
import { capital, compact, duration, whole } from '../format.js';
import { deviation, isRepeated } from './deviation.js';

/** One row an architecture with its best trial: a repeat is the same architecture proposed again. */
export function architectures(trials) {
  const found = new Map();
  for (const trial of trials) {
    if (!trial.architectureId) continue;
    const row = found.get(trial.architectureId);
    if (!row) found.set(trial.architectureId, { trial, times: 1 });
    else {
      row.times++;
      if (trial.outcome.score > row.trial.outcome.score) row.trial = trial;
    }
  }
  return [...found.values()].toSorted((a, b) => b.trial.outcome.score - a.trial.outcome.score || a.trial.number - b.trial.number)
    .map((row, i) => ({ ...row, rank: i + 1 }));
}

export function topTable(rows, read, view, redraw, { specification,  training, picker, empty }) {
  const columns = [
    { label: 'Architecture', value: (row) => row.trial.architectureId,
      cell: ({ trial }) => picker.cell(trial.architectureId) },
    { label: 'Rank', numeric: true, value: (row) => row.rank, cell: (row) => whole(row.rank) },
    { label: capital(read.label), numeric: true, full: isRepeated(specification), value: (row) => read.value(row.trial.outcome.score), cell: (row) => html`${read.text(row.trial.outcome.score)}${deviation(row.trial.outcome, specification)}` },
    { label: 'Parameters', numeric: true, value: (row) => row.trial.outcome.metrics?.parameters,
      cell: (row) => whole(row.trial.outcome.metrics?.parameters) },
    { label: 'MACs', numeric: true, value: (row) => row.trial.outcome.metrics?.macs,
      cell: (row) => compact(row.trial.outcome.metrics?.macs) },
    { label: 'Trial', numeric: true, value: (row) => row.trial.number, cell: (row) => whole(row.trial.number) },
    { label: 'Proposed', numeric: true, value: (row) => row.times, cell: (row) => `${whole(row.times)} ×` },
    { label: 'Took', numeric: true, value: (row) => row.trial.outcome.seconds, copied: (row) => duration(row.trial.outcome.seconds), cell: (row) => duration(row.trial.outcome.seconds) },
    ...training.columns.map((column) => ({ ...column, cell: (row) => column.cell(row.trial) })),
  ];
  return table({
    caption: 'Top architectures', columns, rows, view, redraw, tools: html`${training.tools}${picker.link}`, empty, key: (row) => row.trial.architectureId,
  });
}
