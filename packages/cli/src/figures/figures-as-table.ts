import Table from 'cli-table3'
import type { Answer } from './answer.js'
import { columnsInWords, dimensionsOf, headingOf, rowInWords } from './figure-in-words.js'

/** A table for a terminal, without colours. */
export const figuresAsTable = (answer: Answer): string => {
  const dimensions = dimensionsOf(answer.figures)
  const table = new Table({
    head: [...columnsInWords(dimensions)],
    style: { head: [], border: [], compact: true },
    colAligns: columnsInWords(dimensions).map((column) =>
      ['value', 'counted', 'of', 'pending'].includes(column) ? 'right' : 'left',
    ),
  })
  for (const figure of answer.figures) table.push([...rowInWords(figure, dimensions)])
  return `${headingOf(answer)}\n${table.toString()}\n`
}
