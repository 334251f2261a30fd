import type { Answer } from './answer.js'
import { columnsInWords, dimensionsOf, headingOf, rowInWords } from './figure-in-words.js'

/** A table for a page in Markdown. */
export const figuresAsMarkdown = (answer: Answer): string => {
  const dimensions = dimensionsOf(answer.figures)
  const columns = columnsInWords(dimensions)
  const rules = columns.map((column) => (['value', 'counted', 'of', 'pending'].includes(column) ? '---:' : '---'))
  const rows = [columns, rules, ...answer.figures.map((figure) => rowInWords(figure, dimensions).map(inCell))]
  return `${headingOf(answer)}\n\n${rows.map((cells) => `| ${cells.join(' | ')} |\n`).join('')}`
}

const inCell = (text: string): string => text.replace(/[\\|]/g, '\\$&').replace(/\s+/g, ' ')
