import type { PositiveInteger } from '@aftersale/messages'
import type { CustomerInformed, NoticeEvent } from '../events/notices.js'
import type { Shipment } from '../shipments/shipment.js'
import type { Delay, Slip } from './delay.js'

export const evolveNotices = (shipment: Shipment, event: NoticeEvent): Shipment => {
  switch (event.type) {
    case 'DelayDetected': {
      const { delayNumber, expectedAt, promisedBy, noticeDueAt, detectedAt } = event.data
      const slip: Slip = {
        slipNumber: FIRST,
        ...(expectedAt !== undefined && { expectedAt }),
        knownAt: detectedAt,
        noticeDueAt,
        isTold: false,
        isMissed: false,
      }
      const delay: Delay = { delayNumber, slips: [slip], comparedTo: expectedAt ?? promisedBy }
      return { ...shipment, delays: [...shipment.delays, delay] }
    }
    case 'DelayLengthened': {
      const { slipNumber, expectedAt, noticeDueAt, lengthenedAt: knownAt } = event.data
      const slip: Slip = { slipNumber, expectedAt, knownAt, noticeDueAt, isTold: false, isMissed: false }
      return ofDelay(shipment, event, (delay) => ({
        ...delay,
        slips: [...delay.slips, slip],
        comparedTo: expectedAt,
      }))
    }
    case 'DelayRecovered':
      return ofDelay(shipment, event, (delay) => ({ ...delay, recoveredAt: event.data.recoveredAt }))
    case 'CustomerInformed':
      return told({ ...shipment, notices: [...shipment.notices, event.data] }, event)
    case 'ProactiveNoticeMissed':
      return ofDelay(shipment, event, (delay) => ({
        ...delay,
        slips: delay.slips.map((slip) =>
          slip.slipNumber === event.data.slipNumber ? { ...slip, isMissed: true } : slip,
        ),
      }))
  }
}

/** The customer knows of every slip that was known when they were told, and of the delay itself in any case. */
const told = (shipment: Shipment, { data }: CustomerInformed): Shipment => {
  const { about, delayNumber, sentAt, expectedAt, promisedBy } = data
  if (about !== 'delay' || delayNumber === undefined) return shipment
  return ofDelay(shipment, { data: { delayNumber } }, (delay) => ({
    ...delay,
    slips: delay.slips.map((slip) =>
      slip.slipNumber === FIRST || slip.knownAt <= sentAt ? { ...slip, isTold: true } : slip,
    ),
    comparedTo: expectedAt ?? promisedBy,
  }))
}

const ofDelay = (
  shipment: Shipment,
  { data: { delayNumber } }: { readonly data: { readonly delayNumber: PositiveInteger } },
  change: (delay: Delay) => Delay,
): Shipment => ({
  ...shipment,
  delays: shipment.delays.map((delay) => (delay.delayNumber === delayNumber ? change(delay) : delay)),
})

const FIRST = 1 as PositiveInteger
