import type { Lifecycle } from './lifecycle.js';

type AnyLifecycle = Lifecycle<string, string, string, string, string>;

/**
 * What is wrong with a lifecycle table, in sentences; empty when it can be served. Run at boot, so that a table with an
 * unreachable stage, a missing target or a gate that nobody provides never meets a user.
 *
 * @param providedGates how many providers each gate has
 */
export function checkLifecycle(lifecycle: AnyLifecycle, providedGates: ReadonlyMap<string, number>): string[] {
  return [
    ...unknownStages(lifecycle),
    ...unreachableStages(lifecycle),
    ...deadEnds(lifecycle),
    ...uncoveredMoves(lifecycle),
    ...gateProblems(lifecycle, providedGates),
  ];
}

function unknownStages({ stages, start, moves }: AnyLifecycle): string[] {
  const known = new Set([...stages, 'same']);
  const mentioned = Object.entries(moves).flatMap(([name, move]) =>
    [...move.from, move.to].map((stage) => ({ stage, where: `move ${name}` })),
  );
  return [...mentioned, { stage: start, where: 'start' }]
    .filter(({ stage }) => !known.has(stage))
    .map(({ stage, where }) => `${where} names stage "${stage}", which does not exist`);
}

function unreachableStages({ stages, start, moves }: AnyLifecycle): string[] {
  const reached = new Set([start]);
  // A stage joins once any reached stage leads to it; the loop ends when a pass adds none.
  for (let grown = true; grown;) {
    grown = false;
    for (const move of Object.values(moves)) {
      if (move.to !== 'same' && !reached.has(move.to) && move.from.some((stage) => reached.has(stage))) {
        reached.add(move.to);
        grown = true;
      }
    }
  }
  return stages.filter((stage) => !reached.has(stage)).map((stage) => `stage "${stage}" cannot be reached`);
}

function deadEnds({ stages, activeStatus, moves }: AnyLifecycle): string[] {
  const left = new Set(
    Object.values(moves)
      .filter((move) => (move.to !== 'same' || move.becomes !== undefined) && (move.when ?? [activeStatus]).length > 0)
      .flatMap((move) => move.from),
  );
  return stages.filter((stage) => !left.has(stage)).map((stage) => `stage "${stage}" cannot be left`);
}

function uncoveredMoves({ moves }: AnyLifecycle): string[] {
  return Object.entries(moves).flatMap(([name, move]) => [
    ...(move.from.length === 0 ? [`move ${name} starts nowhere`] : []),
    ...(move.by.length === 0 ? [`move ${name} may be made by nobody`] : []),
  ]);
}

function gateProblems({ moves }: AnyLifecycle, providedGates: ReadonlyMap<string, number>): string[] {
  const named = new Set(Object.values(moves).flatMap((move) => move.gates));
  const missing = [...named].filter((gate) => !providedGates.has(gate)).map((gate) => `gate "${gate}" has no provider`);
  const doubled = [...providedGates]
    .filter(([, count]) => count > 1)
    .map(([gate]) => `gate "${gate}" has two providers`);
  const idle = [...providedGates.keys()]
    .filter((gate) => !named.has(gate))
    .map((gate) => `gate "${gate}" guards no move`);
  return [...missing, ...doubled, ...idle];
}
