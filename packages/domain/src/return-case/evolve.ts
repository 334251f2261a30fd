import type { Draw, RefusedPart } from './draw.js'
import type { OverrideRecorded, ReturnCancelled, ReturnCaseEvent, ReturnRequested } from './events.js'
import { evolveSettlement } from './settlement/evolve-settlement.js'
import { isSettlementEvent } from './settlement/settlement-occurred-at.js'
import { noSettlement } from './settlement/settlement-state.js'
import type { RequestedReturn, ReturnCase, ReturnCaseState } from './state.js'
import { statusOf } from './status-of.js'

/** Total: what happened is taken as it is told. Before the request there is no case to take it to. */
export const evolve = (state: ReturnCaseState, event: ReturnCaseEvent): ReturnCaseState => {
  if (state.status === 'not-requested') {
    return event.type === 'ReturnRequested' ? withStatus(requestedCase(event)) : state
  }
  const returnCase = evolveRequested(state.returnCase, event)
  return returnCase === state.returnCase ? state : withStatus(returnCase)
}

const withStatus = (returnCase: ReturnCase): RequestedReturn => ({ status: statusOf(returnCase), returnCase })

const evolveRequested = (returnCase: ReturnCase, event: ReturnCaseEvent): ReturnCase => {
  if (isSettlementEvent(event)) {
    return { ...returnCase, settlement: evolveSettlement(returnCase.settlement, event) }
  }
  switch (event.type) {
    case 'ReturnRequested':
      return returnCase
    case 'ReturnLinesRefused':
      return returnCase
    case 'ReturnRefused':
      return {
        ...returnCase,
        draws: [],
        refused: [...returnCase.refused, ...returnCase.draws.map((draw) => refusedFor(draw, event.data.reasons))],
        refusal: event.data,
        refusals: [...returnCase.refusals, event.data],
      }
    case 'OverrideRecorded':
      return overridden(returnCase, event)
    case 'ReturnAuthorised':
      return { ...returnCase, authorisation: event.data }
    case 'ReturnUnitsReserved':
      return { ...returnCase, reservations: [...returnCase.reservations, event.data] }
    case 'ReturnReservationRefused': {
      const { reservationId, because } = event.data
      const [gone, draws] = parted(returnCase.draws, (draw) => draw.reservationId === reservationId)
      return {
        ...returnCase,
        draws,
        refused: [...returnCase.refused, ...gone.map((draw) => refusedFor(draw, [because]))],
        reservationRefusals: [...returnCase.reservationRefusals, event.data],
      }
    }
    case 'ReturnInTransit':
      return { ...returnCase, handovers: [...returnCase.handovers, event.data] }
    case 'ReturnParcelScanned':
      return { ...returnCase, scans: [...returnCase.scans, event.data] }
    case 'ReturnCancelled':
      return cancelled(returnCase, event)
    case 'ReturnExpired':
      return { ...returnCase, expiries: [...returnCase.expiries, event.data] }
    case 'ReturnLostInTransit':
      return { ...returnCase, losses: [...returnCase.losses, event.data] }
    case 'ItemsReceived':
      return { ...returnCase, receipts: [...returnCase.receipts, event.data] }
    case 'UnexpectedItemReceived':
    case 'SerialMismatchFound':
      return returnCase
    case 'ItemInspected': {
      const { finding: _, ...inspection } = event.data
      return { ...returnCase, inspections: [...returnCase.inspections, inspection] }
    }
    case 'DispositionDecided':
      return { ...returnCase, dispositions: [...returnCase.dispositions, event.data] }
  }
}

const requestedCase = ({ data }: ReturnRequested): ReturnCase => ({
  returnCaseId: data.returnCaseId,
  request: data,
  draws: data.draws,
  refused: data.refused,
  overrides: [],
  reservations: [],
  reservationRefusals: [],
  refusals: [],
  handovers: [],
  scans: [],
  receipts: [],
  cancellations: [],
  expiries: [],
  losses: [],
  inspections: [],
  dispositions: [],
  settlement: noSettlement,
})

const refusedFor = ({ reservationId: _, ...part }: Draw, reasons: RefusedPart['reasons']): RefusedPart => ({
  ...part,
  reasons,
})

/** What is drawn on now is refused no longer, and with it the case. */
const overridden = (returnCase: ReturnCase, { data }: OverrideRecorded): ReturnCase => {
  const refused = returnCase.refused.flatMap((part): ReadonlyArray<RefusedPart> => {
    const reasons = part.reasons.filter((reason) => reason !== data.ruleId)
    return reasons.length === 0 ? [] : [{ ...part, reasons }]
  })
  const { refusal, ...rest } = returnCase
  return {
    ...rest,
    ...(refusal === undefined || data.draws.length > 0 ? {} : { refusal }),
    draws: [...returnCase.draws, ...data.draws],
    refused,
    overrides: [...returnCase.overrides, data],
  }
}

/** Of all of it, what was not reserved yet ends, too. */
const cancelled = (returnCase: ReturnCase, { data }: ReturnCancelled): ReturnCase => ({
  ...returnCase,
  draws:
    data.parts === undefined
      ? returnCase.draws.filter(({ reservationId }) =>
          returnCase.reservations.some((reservation) => reservation.reservationId === reservationId),
        )
      : returnCase.draws,
  cancellations: [...returnCase.cancellations, data],
})

const parted = <Item>(
  items: ReadonlyArray<Item>,
  isFirst: (item: Item) => boolean,
): readonly [ReadonlyArray<Item>, ReadonlyArray<Item>] => [
  items.filter(isFirst),
  items.filter((item) => !isFirst(item)),
]
