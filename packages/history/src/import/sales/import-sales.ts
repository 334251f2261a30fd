import type { HandlingFailure } from '@aftersale/command-handling'
import {
  type Purchase,
  purchaseAggregate,
  type RefundId,
  RequestReturn,
  type ReturnCase,
  ReturnTerms,
  returnCaseAggregate,
} from '@aftersale/domain'
import type { Actor, NonEmptyText } from '@aftersale/messages'
import { purchaseEvidenceOf } from '@aftersale/processes'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { HistoryEvent } from '../../history-event.js'
import type { HistoryFault } from '../../history-fault.js'
import type { HistoryTarget } from '../../history-target.js'
import { commandFrom } from '../command-from.js'
import type { CasesImport, CasesImported } from '../import-whole-log.js'
import { idFrom, type LeftOut, NotTaken } from '../source-value.js'
import { streamDesk } from '../stream-desk.js'
import type { Invoice, InvoiceLine } from './invoices.js'
import { type PurchaseDesk, type ReturnDesk, stepsAfterRequest } from './return-steps.js'
import { returnTermsOf } from './return-terms.js'
import { saleCommands } from './sale-commands.js'
import type { SalesMapping } from './sales-mapping.js'

const importer: Actor = { kind: 'system', id: 'import' as NonEmptyText }

const requestReturn = commandFrom(RequestReturn)

/**
 * Carries the invoices out in their order, each command through the purchase's and the return's own rules. Purchases that
 * no later return can be of are let go of.
 */
export const importInvoices =
  (asked: CasesImport<SalesMapping, Invoice>): TaskEither<HistoryFault, CasesImported> =>
  async () => {
    const { cases: invoices, mapping, target, leaveOut, onProgress } = asked
    const shop = new Shop(mapping, target, leaveOut)
    const stillToCome = returnsToCome(invoices)
    let rows = 0
    for (const invoice of invoices) {
      const taken =
        invoice.kind === 'sale' ? await shop.sell(invoice, stillToCome) : await shop.takeBack(invoice, stillToCome)
      if (E.isLeft(taken)) return taken
      rows += invoice.lines.length
      onProgress?.(rows)
    }
    return E.right({ eventsAdded: shop.added, eventsThereBefore: shop.before })
  }

/** By customer and product: how many lines of returns are still to come. */
const returnsToCome = (invoices: ReadonlyArray<Invoice>): Map<string, number> => {
  const lines = new Map<string, number>()
  for (const { kind, lines: ofInvoice } of invoices) {
    if (kind === 'sale') continue
    for (const line of ofInvoice) lines.set(boughtAs(line), (lines.get(boughtAs(line)) ?? 0) + 1)
  }
  return lines
}

const boughtAs = ({ customer, sku }: InvoiceLine): string => JSON.stringify([customer, sku])

class Shop {
  added = 0
  before = 0
  private readonly terms: ReturnTerms
  /** By customer and product, in the order of their lines: the purchases that may come back, in part or whole. */
  private readonly sold = new Map<string, Array<PurchaseDesk>>()

  constructor(
    private readonly mapping: SalesMapping,
    private readonly target: HistoryTarget,
    private readonly leaveOut: (leftOut: LeftOut) => void,
  ) {
    this.terms = returnTermsOf(mapping)
  }

  async sell(invoice: Invoice, stillToCome: ReadonlyMap<string, number>): Promise<E.Either<HistoryFault, void>> {
    const [first] = invoice.lines
    if (first === undefined) return E.right(undefined)
    const purchaseId = this.idOf('purchase', invoice.invoice)
    const opened = await streamDesk(purchaseAggregate, purchaseId, this.target)
    if (E.isLeft(opened)) return opened
    const desk = opened.right
    this.before += desk.before

    const events: Array<HistoryEvent> = []
    const customerId = this.idOf('customer', first.customer)
    const carriedOut = await this.trying(invoice.lines, async () => {
      for (const { step, command } of saleCommands(invoice, this.mapping, { purchaseId, customerId })) {
        const commandId = this.idOf('command', step, invoice.invoice)
        const done = await desk.carryOut({ command, commandId, actor: importer, at: first.at })
        if (E.isLeft(done)) throw notTaken(command.type, done.left)
        events.push(...done.right)
      }
    })
    if (carriedOut) {
      for (const line of invoice.lines) {
        const name = boughtAs(line)
        if (!stillToCome.has(name)) continue
        const before = this.sold.get(name)
        if (before === undefined) this.sold.set(name, [desk])
        else if (!before.includes(desk)) before.push(desk)
      }
    }
    return this.write(events)
  }

  async takeBack(invoice: Invoice, stillToCome: Map<string, number>): Promise<E.Either<HistoryFault, void>> {
    for (const line of invoice.lines) {
      const taken = await this.takeLineBack(invoice.invoice, line)
      if (E.isLeft(taken)) return taken
      const name = boughtAs(line)
      const left = (stillToCome.get(name) ?? 1) - 1
      if (left > 0) stillToCome.set(name, left)
      else {
        stillToCome.delete(name)
        this.sold.delete(name)
      }
    }
    return E.right(undefined)
  }

  private async takeLineBack(invoice: string, line: InvoiceLine): Promise<E.Either<HistoryFault, void>> {
    const { at } = line
    const returnCaseId = this.idOf('return', invoice, line.ordinal)
    const opened = await streamDesk(returnCaseAggregate, returnCaseId, this.target)
    if (E.isLeft(opened)) return opened
    const desk: ReturnDesk = opened.right
    this.before += desk.before

    const desks = this.sold.get(boughtAs(line)) ?? []
    const purchases = new Map<string, PurchaseDesk>(desks.map((one) => [one.id, one]))
    const evidenceOf = (purchaseId: string) => {
      const purchase = purchases.get(purchaseId)
      if (purchase === undefined) return undefined
      const state = purchase.state()
      const evidence = purchaseEvidenceOf({ state, revision: purchase.revision() })
      return evidence === undefined
        ? undefined
        : { ...evidence, lines: evidence.lines.filter(({ sku }) => sku === line.sku) }
    }
    const customerId = this.idOf('customer', line.customer)
    const customer: Actor = { kind: 'customer', id: customerId }
    const events: Array<HistoryEvent> = []
    const terms = ReturnTerms.encode(this.terms)

    await this.trying([line], async () => {
      const asked = this.idOf('command', 'request', invoice, line.ordinal)
      if (!desk.knows(asked)) {
        const command = requestReturn({
          returnCaseId,
          customerId,
          kind: 'policy-return',
          lines: [{ requestLineId: String(line.ordinal), sku: line.sku, quantity: line.quantity }],
          wanted: { remedy: 'refund' },
          reference: invoice,
          evidence: [],
          terms,
          requestedBy: customer,
          requestedAt: at,
        })
        const evidence = desks.flatMap(({ id }) => evidenceOf(id) ?? [])
        const read = { ...command, data: { ...command.data, evidence } }
        const done = await desk.carryOut({ command: read, commandId: asked, actor: customer, at })
        if (E.isLeft(done)) throw notTaken(command.type, done.left)
        events.push(...done.right)
      }
      const steps = stepsAfterRequest({
        returnCase: () => returnCaseOf(desk),
        purchase: (purchaseId) => purchaseOf(purchases.get(purchaseId)),
        evidenceOf,
        refundIdOf: (purchaseId) => this.idOf('refund', invoice, line.ordinal, purchaseId) as string as RefundId,
        terms: this.terms,
        by: importer,
        at,
      })
      for (const step of steps) {
        const commandId = this.idOf('command', step.name, invoice, line.ordinal)
        const { type } = 'toReturn' in step ? step.toReturn : step.command
        const sent = { commandId, actor: importer, at }
        const done =
          'toReturn' in step
            ? await desk.carryOut({ command: step.toReturn, ...sent })
            : await purchases.get(step.toPurchase)?.carryOut({ command: step.command, ...sent })
        if (done === undefined) continue
        if (done._tag === 'Left') throw notTaken(type, done.left)
        events.push(...done.right)
      }
    })
    return this.write(events)
  }

  /** What the rules refuse leaves the rows out; what was recorded until then stays. */
  private async trying(lines: ReadonlyArray<InvoiceLine>, carryOut: () => Promise<void>): Promise<boolean> {
    try {
      await carryOut()
      return true
    } catch (thrown) {
      if (!(thrown instanceof NotTaken)) throw thrown
      const { reason, value } = thrown
      for (const { row } of lines) this.leaveOut({ ...row, reason, value })
      return false
    }
  }

  private async write(events: ReadonlyArray<HistoryEvent>): Promise<E.Either<HistoryFault, void>> {
    this.added += events.length
    return events.length === 0 ? E.right(undefined) : this.target.write(events)()
  }

  private idOf(...parts: ReadonlyArray<string | number>): NonEmptyText {
    return idFrom(this.mapping, parts) as NonEmptyText
  }
}

const returnCaseOf = (desk: ReturnDesk): ReturnCase | undefined => {
  const state = desk.state()
  return state.status === 'not-requested' ? undefined : state.returnCase
}

const purchaseOf = (desk: PurchaseDesk | undefined): Purchase | undefined => {
  const state = desk?.state()
  return state?.status === 'recorded' ? state.purchase : undefined
}

const notTaken = (type: string, failure: HandlingFailure<{ readonly reason: string }>): NotTaken => {
  const { reason, ...facts } =
    failure.failure === 'CommandRejected' ? failure.rejection : { reason: failure.failure, ...failure }
  return new NotTaken(
    reason,
    `${type} ${JSON.stringify(facts, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))}`,
  )
}
