import type { Speed } from './side-by-side.js'
import { comparisonTable, speedTable } from './tables.js'

const speed = (contender: string, rounds: ReadonlyArray<number>): Speed => {
  const sorted = rounds.toSorted((left, right) => left - right)
  return {
    contender,
    rounds,
    median: sorted[Math.floor(sorted.length / 2)] ?? 0,
    slowest: sorted[0] ?? 0,
    fastest: sorted.at(-1) ?? 0,
  }
}

describe('a table of speeds', () => {
  it('has how each stands to the reference, round by round', () => {
    // In the second round the machine was slow for both: 900 ÷ 1,000, 450 ÷ 500, 1,900 ÷ 2,000.
    const table = speedTable([speed('bare', [1000, 500, 2000]), speed('ours', [900, 450, 1900])], 'bare')
    expect(table).toBe(
      [
        '|  | median | slowest | fastest | × bare |',
        '| --- | ---: | ---: | ---: | ---: |',
        '| bare | 1,000 | 500 | 2,000 | 1.00 |',
        '| ours | 900 | 450 | 1,900 | 0.90 |',
      ].join('\n'),
    )
  })

  it('has no such column where nothing is the reference', () => {
    expect(speedTable([speed('alone', [1234.4])])).toBe(
      ['|  | median | slowest | fastest |', '| --- | ---: | ---: | ---: |', '| alone | 1,234 | 1,234 | 1,234 |'].join(
        '\n',
      ),
    )
  })
})

describe('a table of comparisons', () => {
  it('says of the one that is judged whether it comes to the aim', () => {
    const table = comparisonTable(
      [
        { operation: 'read', speeds: [speed('bare', [1000]), speed('store', [1100]), speed('decoded', [900])] },
        { operation: 'follow', speeds: [speed('bare', [1000]), speed('store', [1000]), speed('decoded', [899])] },
      ],
      { aim: 0.9, judged: 'decoded' },
    )
    expect(table).toBe(
      [
        '|  | bare | store | ÷ | decoded | ÷ | aim ≥ 0.90 (decoded) |',
        '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
        '| read | 1,000 | 1,100 | 1.100 | 900 | 0.900 | met |',
        '| follow | 1,000 | 1,000 | 1.000 | 899 | 0.899 | missed |',
      ].join('\n'),
    )
  })
})
