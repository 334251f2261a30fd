import { explainedErrors } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { ServiceTicketCommand } from './commands.js'
import {
  acceptQuote,
  acknowledge,
  answerDecision,
  assess,
  bill,
  closeComplaint,
  communicateDecision,
  concludeRecourse,
  declineQuote,
  escalateExternally,
  expireQuote,
  labour,
  offerQuote,
  offerRedress,
  registerComplaint,
  releaseAbsorbed,
  respond,
  returnContacts,
  splitTicket,
  unmerge,
  warrantyOnLabour,
} from './service-ticket.fixtures.js'

/** A command as it comes from outside, with fields changed by their path: `lines.0.netMinor`. */
const stored = (command: ServiceTicketCommand, changes: Readonly<Record<string, unknown>> = {}): unknown => {
  const raw = JSON.parse(JSON.stringify(ServiceTicketCommand.encode(command))) as { data: Record<string, unknown> }
  for (const [path, value] of Object.entries(changes)) {
    const names = path.split('.')
    const last = names.pop() ?? ''
    const holder = names.reduce<Record<string, unknown>>(
      (inner, name) => inner[name] as Record<string, unknown>,
      raw.data,
    )
    holder[last] = value
  }
  return raw
}

const faultsOf = (input: unknown): ReadonlyArray<string> => {
  const codec = ServiceTicketCommand.types.find(
    ({ messageType }) => messageType === (input as { readonly type: string }).type,
  )
  const decoded = (codec ?? ServiceTicketCommand).decode(input)
  return E.isLeft(decoded) ? explainedErrors(decoded.left) : []
}

describe('a command with a fault', () => {
  it.each<[string, ServiceTicketCommand, string, unknown]>([
    ['an amount as a number', offerQuote(), 'lines.0.netMinor', 9000],
    ['an amount below nothing', offerQuote(), 'lines.0.netMinor', '-1'],
    ['an amount of 10^18', offerQuote(), 'lines.1.taxMinor', '1000000000000000000'],
    ['an amount with decimals', bill(), 'lines.0.netMinor', '90.00'],
    ['an amount in another writing', bill(), 'lines.0.netMinor', '0x10'],
    ['a currency that is none', offerQuote(), 'currency', 'EURO'],
    ['a currency in small letters', bill(), 'currency', 'eur'],
    ['a currency of redress that is none', offerRedress(), 'amount.currency', 'XXX'],
    ['an amount of redress below nothing', offerRedress(), 'amount.amountMinor', '-1'],
    ['an amount of redress of 10^18', offerRedress(), 'amount.amountMinor', '1000000000000000000'],
    ['an amount of redress as a number', offerRedress(), 'amount.amountMinor', 2499],
    ['lines that are no list', offerQuote(), 'lines', { 0: labour.lineId }],
    ['a blank id of a line', offerQuote(), 'lines.0.lineId', '  '],
    ['no end of validity', offerQuote(), 'validUntil', undefined],
    ['a day for an instant', offerQuote(), 'validUntil', '2025-06-06'],
    ['a blank id of a quote', acceptQuote(), 'quoteId', ''],
    ['nobody who declined', declineQuote(), 'declinedBy', null],
    ['a due instant that is none', expireQuote(), 'dueAt', 'soon'],
    ['no evidence of coverage, not even that there is none', bill(), 'coverage', undefined],
    ['a revision of evidence as text', bill({ coverage: [warrantyOnLabour] }), 'coverage.0.revision', '3'],
    ['a severity that is none', registerComplaint(), 'severity', 'awful'],
    ['an importance that is none', registerComplaint(), 'importance', 3],
    ['a price band that is none', registerComplaint(), 'priceBand', 'cheap'],
    ['a moment of use that is none', registerComplaint(), 'momentOfUse', 'never'],
    ['a defect without a word', registerComplaint(), 'allegedDefect', ' '],
    ['a ticket that is none', registerComplaint(), 'serviceTicketId', '42'],
    ['a policy that is none', acknowledge(), 'serviceLevel.targets', 'PT4H'],
    ['a channel that is none', acknowledge(), 'channel', 'pigeon'],
    ['a finding that is none', assess(), 'finding', 'half'],
    ['causes that are no list', assess(), 'causes', 'seal'],
    ['a prototype for a finding', assess(), 'finding', '__proto__'],
    ['an inherited name for a finding', assess(), 'finding', 'constructor'],
    ['a responder of no kind', respond(), 'respondedBy.kind', 'ghost'],
    ['a kind of redress that is none', offerRedress(), 'kind', 'toString'],
    ['recourse without a body', communicateDecision(), 'recourse.0.body', ''],
    ['recourse until a day', communicateDecision(), 'recourse.0.availableUntil', '2025-06-04'],
    ['an answer that is none', answerDecision(), 'answer', 'maybe'],
    ['a body without a name', escalateExternally(), 'body', ''],
    ['an outcome that is none', concludeRecourse(), 'outcome', 'won'],
    ['a closing for no reason', closeComplaint(), 'because', 'tired'],
    ['a new ticket that is none', splitTicket(), 'intoServiceTicketId', 'new'],
    ['an issue that is none', splitTicket(), 'issueId', null],
    ['contacts by number', splitTicket(), 'contactIds', [2]],
    ['a ticket it was never merged into', unmerge(), 'from', {}],
    ['contacts that are no contacts', unmerge(), 'returned', ['contact-2']],
    ['a revision as text', releaseAbsorbed(), 'requestedAtRevision', '4'],
    ['a ticket to return to that is none', returnContacts(), 'toServiceTicketId', 'x'],
  ])('names the field of %s', (_, command, path, value) => {
    const faults = faultsOf(stored(command, { [path]: value }))
    expect(faults.length).toBeGreaterThan(0)
    for (const fault of faults) expect(fault).toContain(path.split('.').at(-1))
  })

  it('has none where nothing was changed', () => {
    for (const command of [offerQuote(), bill({ coverage: [warrantyOnLabour] }), registerComplaint(), unmerge()]) {
      expect(faultsOf(stored(command))).toStrictEqual([])
    }
  })
})
