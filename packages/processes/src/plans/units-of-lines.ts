import type { LineId, UnitRuns } from '@aftersale/domain'

/** Each unit of these lines by itself, in their order. */
export const unitNumbersIn = (
  lines: ReadonlyArray<{ readonly lineId: LineId; readonly units: UnitRuns }>,
): ReadonlyArray<{ readonly lineId: LineId; readonly unit: number }> =>
  lines.flatMap(({ lineId, units }) =>
    units.flatMap(({ first, last }) =>
      Array.from({ length: last - first + 1 }, (_, index) => ({ lineId, unit: first + index })),
    ),
  )
