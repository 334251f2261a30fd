import type { Figure } from '@aftersale/metrics'
import type { Answer } from '../commands/replay.js'
import { instantInWords } from './figure-in-words.js'

/** One object, two spaces deep, its keys in a fixed order. */
export const figuresAsJson = ({ history, events, asOf, zone, timeZoneData, figures }: Answer): string =>
  `${JSON.stringify(
    {
      history,
      events,
      asOf: asOf === undefined ? null : instantInWords(asOf),
      zone,
      timeZoneData,
      figures: figures.map(figureAsJson),
    },
    null,
    2,
  )}\n`

/** Without what it was counted from: `explain` tells that. */
const figureAsJson = (figure: Figure): Omit<Figure, 'counted'> => {
  const { metric, variant, segment, value, numerator, denominator, pending, excluded, unit, parameters } = figure
  return { metric, variant, segment, value, numerator, denominator, pending, excluded, unit, parameters }
}
