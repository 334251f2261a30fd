import { evolveAccess } from './access/access.js'
import type { PurchaseEvent } from './events.js'
import { evolveMoney, recordedMoney } from './money/evolve-money.js'
import { evolveSale, recordedSale } from './sale/sale.js'
import { evolveTracking, nothingTracked } from './shipments/tracking.js'
import type { Purchase, PurchaseState } from './state.js'
import { evolveUnits, recordedUnits } from './units/evolve-units.js'

/** Total: what happened is taken as it is told. Before the purchase there is nothing to take it to. */
export const evolve = (state: PurchaseState, event: PurchaseEvent): PurchaseState => {
  if (state.status === 'recorded') return { status: 'recorded', purchase: evolveRecorded(state.purchase, event) }
  if (event.type !== 'PurchaseRecorded') return state
  return {
    status: 'recorded',
    purchase: {
      sale: recordedSale(event),
      units: recordedUnits(event),
      money: recordedMoney(event),
      revokedAccess: new Map(),
      tracking: nothingTracked,
    },
  }
}

const evolveRecorded = (purchase: Purchase, event: PurchaseEvent): Purchase => {
  const { sale, units, money, revokedAccess, tracking } = purchase
  switch (event.type) {
    case 'PurchaseRecorded':
      return purchase
    case 'PaymentRecorded':
      return { ...purchase, sale: evolveSale(sale, event), money: evolveMoney(money, event) }
    case 'PolicyDisclosed':
    case 'ReceiptIssued':
    case 'ReceiptEvidenceRegistered':
      return { ...purchase, sale: evolveSale(sale, event) }
    case 'ShipmentAnnounced':
    case 'ShipmentCancelled':
    case 'ShipmentReturnedToSender':
    case 'ShipmentDestroyed':
    case 'ShipmentDelivered':
    case 'UnitsFulfilled':
      return {
        ...purchase,
        units: evolveUnits(units, event),
        tracking: evolveTracking(tracking, event),
      }
    case 'ShipmentProgressed':
    case 'DeliveryAttemptFailed':
    case 'CarrierScanIgnored':
    case 'EtaRevised':
    case 'NonReceiptReported':
    case 'ShipmentDeclaredLost':
    case 'LostShipmentFound':
    case 'RecoverOrKeepDecisionNeeded':
    case 'RecoverOrKeepDecided':
    case 'DelayDetected':
    case 'DelayLengthened':
    case 'DelayRecovered':
    case 'CustomerInformed':
    case 'ProactiveNoticeMissed':
    case 'PurchaseFullyDelivered':
      return { ...purchase, tracking: evolveTracking(tracking, event) }
    case 'UnitsCancelled':
    case 'UnitsReserved':
    case 'UnitsReleased':
    case 'UnitsConsumed':
      return { ...purchase, units: evolveUnits(units, event) }
    case 'AccessRevoked':
      return { ...purchase, revokedAccess: evolveAccess(revokedAccess, event) }
    case 'ReplacementUnitsAdded':
      return {
        ...purchase,
        sale: evolveSale(sale, event),
        units: evolveUnits(units, event),
        money: evolveMoney(money, event),
      }
    case 'RefundReserved':
    case 'RefundSettled':
    case 'RefundFailed':
    case 'RefundCancelled':
    case 'DisputeOpened':
    case 'DisputeWon':
    case 'DisputeLost':
      return { ...purchase, money: evolveMoney(money, event) }
  }
}
