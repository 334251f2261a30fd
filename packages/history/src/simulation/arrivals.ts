import type { Chance } from './chance.js'
import { type Desk, isWithinHours } from './desk.js'
import { type Customer, DAY, type Life } from './life.js'
import { purchaseLived } from './purchase-life.js'
import type { Shop } from './shop.js'
import { TicketLife } from './ticket-life.js'

export interface Arrival {
  readonly at: number
  readonly life: Life
}

/** Tickets that a customer opens in a year of their own accord, and what they buy, on average. */
const TICKETS_A_YEAR = 7
const PURCHASES_A_YEAR = 4

/** Tickets and purchases, in the order of their times. */
export function* arrivalsOf(
  { desk, shop }: { readonly desk: Desk; readonly shop: Shop },
  chance: Chance,
  customers: ReadonlyArray<Customer>,
  from: number,
  until: number,
): Generator<Arrival, void, undefined> {
  const tickets = ticketsOf(desk, chance, customers, from, until)
  const purchases = purchasesOf(shop, desk, chance, customers, from, until)
  let [ticket, purchase] = [tickets.next(), purchases.next()]
  while (ticket.done !== true || purchase.done !== true) {
    const isTicket = purchase.done === true || (ticket.done !== true && ticket.value.at <= purchase.value.at)
    if (isTicket && ticket.done !== true) {
      yield ticket.value
      ticket = tickets.next()
    } else if (purchase.done !== true) {
      yield purchase.value
      purchase = purchases.next()
    }
  }
}

/** Customers come more often within the desk's hours than at night, and some come more often than others. */
function* ticketsOf(
  desk: Desk,
  chance: Chance,
  customers: ReadonlyArray<Customer>,
  from: number,
  until: number,
): Generator<Arrival, void, undefined> {
  const meanGap = (365 * DAY) / (TICKETS_A_YEAR * customers.length)
  // Three of four would-be arrivals outside of the hours don't happen: the gaps are that much shorter.
  let at = from
  for (;;) {
    at += Math.max(1000, chance.wait(meanGap * 0.45))
    if (at >= until) return
    if (!isWithinHours(desk, at) && chance.happens(0.75)) continue
    const customer = oftenSome(chance, customers)
    const life = new TicketLife(desk, chance, customer, chance.pick(desk.topics), chance.pick(desk.channels), at)
    yield { at, life: life.lived() }
  }
}

/** People buy at any hour. */
function* purchasesOf(
  shop: Shop,
  desk: Desk,
  chance: Chance,
  customers: ReadonlyArray<Customer>,
  from: number,
  until: number,
): Generator<Arrival, void, undefined> {
  const meanGap = (365 * DAY) / (PURCHASES_A_YEAR * customers.length)
  for (let at = from + chance.wait(meanGap); at < until; at += Math.max(1000, chance.wait(meanGap))) {
    yield { at, life: purchaseLived(shop, desk, chance, oftenSome(chance, customers), at) }
  }
}

const oftenSome = (chance: Chance, customers: ReadonlyArray<Customer>): Customer =>
  customers[Math.floor(chance.fraction() * chance.fraction() * customers.length)] as Customer
