import type { Answer, FigureAlone } from './answer.js'
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

/** Its keys in the order that is documented. What it was counted from, `explain` tells. */
const figureAsJson = (figure: FigureAlone): FigureAlone => {
  const {
    metric,
    variant,
    segment,
    value,
    exact,
    numerator,
    denominator,
    pending,
    excluded,
    unit,
    currency,
    parameters,
  } = figure
  return {
    metric,
    variant,
    segment,
    value,
    ...(exact !== undefined && { exact }),
    numerator,
    denominator,
    pending,
    excluded,
    unit,
    ...(currency !== undefined && { currency }),
    parameters,
  }
}
