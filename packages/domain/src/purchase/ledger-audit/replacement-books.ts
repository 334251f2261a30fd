import { overlap, union, without } from '../../units/index.js'
import type { ReplacementUnitsAdded } from '../events.js'
import type { Books, Found } from './books.js'
import type { LedgerFaultKind } from './ledger-fault.js'
import { any, eachLine, openLine, overvalued } from './unit-books.js'

export const replaced = (
  books: Books,
  { lineageOf, newLines, paidOnTop = [] }: ReplacementUnitsAdded['data'],
): Found => {
  const found: Array<readonly [LedgerFaultKind, string]> = [
    ...eachLine(books, lineageOf, (line, units) => {
      const faults = [
        ...any(without(units, line.consumed), 'ReplacementWithoutOriginal'),
        ...any(overlap(units, line.replaced), 'UnitReplacedTwice'),
      ]
      line.replaced = union(line.replaced, units)
      return faults
    }),
    ...overvalued(books, lineageOf),
  ]
  for (const { lineId, netMinor, taxMinor } of lineageOf) {
    for (const [owner, minor] of [
      [`goods ${lineId}`, netMinor],
      [`tax of goods ${lineId}`, taxMinor],
    ] as const) {
      const account = books.charged.get(owner)
      if (account !== undefined) account.used += minor
      if (account === undefined || account.used > account.total) found.push(['ComponentExceeded', owner])
    }
  }
  const worth = (lines: ReadonlyArray<{ readonly netMinor: bigint; readonly taxMinor: bigint }>): bigint =>
    lines.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0n)
  if (worth(newLines) !== worth(lineageOf) + paidOnTop.reduce((sum, { minor }) => sum + minor, 0n)) {
    found.push(['ReplacementUnbalanced', newLines.map(({ lineId }) => lineId).join(', ')])
  }
  for (const line of newLines) openLine(books, line.lineId, line)
  return found
}
