import type { PurchaseEvent } from '@aftersale/domain'
import { countingAccess } from './access-counting.fixtures.js'
import { countingMoney } from './money-counting.fixtures.js'
import { countingUnits } from './unit-counting.fixtures.js'

/** The first thing wrong in the history of a purchase, counted from its events alone; nothing where all is right. */
export const faultOfPurchase = (events: ReadonlyArray<PurchaseEvent>): string | undefined => {
  const countings = [countingUnits(), countingAccess(), countingMoney()]
  for (const [index, event] of events.entries()) {
    for (const { told } of countings) {
      const fault = told(event)
      if (fault !== undefined) return `event ${index} (${event.type}): ${fault}`
    }
  }
  for (const { atTheEnd } of countings) {
    const fault = atTheEnd()
    if (fault !== undefined) return fault
  }
  return undefined
}
