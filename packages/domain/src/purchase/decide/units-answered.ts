import { sameContent } from '@aftersale/messages'
import type { LineUnits } from '../../units/index.js'
import { countOf } from '../../units/index.js'
import type { LineQuantity } from '../line-quantity.js'

// A deed is known by its id. Told again it is compared without its time: a till's answer and the notice that comes later
// tell the same deed with two times.

/** Whether those units are what was asked for: as many of each line, and the serials where some were named. */
export const answers = (asked: ReadonlyArray<LineQuantity>, given: ReadonlyArray<LineUnits>): boolean =>
  asked.length === given.length &&
  asked.every(({ lineId, quantity, serials }) => {
    const line = given.find((one) => one.lineId === lineId)
    if (line === undefined || countOf(line.units) !== quantity) return false
    return serials === undefined || sameContent([...serials].sort(), [...(line.serials ?? [])].sort())
  })
