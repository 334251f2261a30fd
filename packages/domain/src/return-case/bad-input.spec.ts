import type { AnyMessageCodec } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { complaintsAbout as complaintsOf, inWords, leavesOf, replacedAt, writtenBy } from '../bad-input.fixtures.js'
import {
  inspectionCommands,
  type ReturnCaseCommand,
  receiptCommands,
  requestCommands,
  reservationCommands,
  transitCommands,
} from './commands.js'
import {
  after,
  authorise,
  authorised,
  cancel,
  confirm,
  count,
  dispose,
  expire,
  handOver,
  inspect,
  item,
  kettles,
  lineId,
  lose,
  override,
  phones,
  purchase,
  purchaseId,
  receive,
  recordedBy,
  refuse,
  refuseReservation,
  rejectedBy,
  request,
  requestLine,
  requestLineOf,
  scan,
  shopInGermany,
  text,
  toldBy,
} from './return-case.fixtures.js'

// What comes from outside and makes no sense: an answer that names the place, and nothing recorded.

const HUGE = Number.MAX_SAFE_INTEGER
const part = { purchaseId, lineId: lineId('phones'), quantity: count(1), serials: [text('SN-1')] }

/** Every command from the request to what becomes of the goods, with its fields. */
const usual: ReadonlyArray<ReturnCaseCommand> = [
  request({
    terms: shopInGermany,
    lines: [
      requestLine({ declaredCondition: 'A-new', meets: { label: true }, isUnsealed: false, sku: text('kettle') }),
    ],
    evidence: [purchase({ lines: [kettles({ finalSale: false }), phones()] })],
    wanted: { remedy: 'exchange', exchange: [{ sku: text('teapot'), quantity: count(1) }] },
    proofs: [{ kind: 'invoice', verified: true }],
    channel: 'web',
    isTest: false,
    isBusiness: false,
  }),
  refuse(),
  override(),
  authorise({ label: { carrier: text('post'), ref: text('L-1'), costMinor: 410n }, goodsKept: false }),
  confirm(),
  refuseReservation(),
  handOver({ carrier: text('post'), trackingNumber: text('T-1') }),
  scan(),
  cancel({ parts: [part], because: text('kept') }),
  expire(),
  lose({ parts: [part] }),
  receive({
    items: [item('phone', 1, { purchaseId, lineId: lineId('phones'), serials: [text('SN-1')], condition: 'A-new' })],
  }),
  inspect({ deductionMinor: 1n, legalBasis: 'policy-terms', finding: 'scratched', terms: shopInGermany }),
  dispose({ serials: [text('SN-1'), text('SN-2')] }),
]

const codecs = [
  ...requestCommands,
  ...reservationCommands,
  ...transitCommands,
  ...receiptCommands,
  ...inspectionCommands,
]

const codecOf = (type: string): AnyMessageCodec => {
  const codec: AnyMessageCodec | undefined = codecs.find(({ messageType }) => messageType === type)
  if (codec === undefined) throw new Error(`There is no ${type}`)
  return codec
}

const asJson = (command: ReturnCaseCommand): unknown => writtenBy(codecOf(command.type), command)

type Path = ReadonlyArray<string | number>

const complaintsAbout = (type: string, json: unknown): string => complaintsOf(codecOf(type), json)

/** Each leaf that is meant, replaced one at a time: what is not complained about, by command and place. */
const takenWith = (wrong: unknown, isMeant: (name: string, path: Path) => boolean): ReadonlyArray<string> => {
  const tried = usual.flatMap((command) => {
    const json = asJson(command)
    return leavesOf(json)
      .filter((path) => isMeant(`${path.findLast((step) => typeof step === 'string')}`, path))
      .map((path) => ({ type: command.type, place: inWords(path), spoilt: replacedAt(json, path, wrong) }))
  })
  if (tried.length === 0) throw new Error('Nothing is tried')
  return tried.flatMap(({ type, place, spoilt }) =>
    complaintsAbout(type, spoilt).includes(place) ? [] : [`${type} ${place}`],
  )
}

const isAmount = (name: string): boolean => name === 'minor' || name.endsWith('Minor')
const isId = (name: string): boolean => ['returnCaseId', 'purchaseId', 'reservationId', 'customerId'].includes(name)
const isInstant = (name: string): boolean => name.endsWith('At') && name !== 'shownAt'

describe('a command from outside', () => {
  it('is tried for every command, and read as it was written', () => {
    expect(usual.map(({ type }) => type)).toStrictEqual(codecs.map(({ messageType }) => messageType))
    for (const command of usual) expect(codecOf(command.type).decode(asJson(command))).toStrictEqual(E.right(command))
  })

  it.each([['-1'], ['1000000000000000000'], [`1${'0'.repeat(300)}`], [6000], ['60.00'], ['0x10'], ['']])(
    'is refused with the amount %j',
    (wrong) => {
      expect(takenWith(wrong, (name, path) => isAmount(name) && !path.includes('terms'))).toStrictEqual([])
    },
  )

  it.each([[0], [-1], [1.5], [1e300], ['2'], [HUGE + 1]])('is refused with the quantity %j', (wrong) => {
    expect(takenWith(wrong, (name) => name === 'quantity' || name === 'first' || name === 'unit')).toStrictEqual([])
  })

  it.each([['42'], [''], ['__proto__'], ['0197290F-6A00-7000-8000-0000000000A1']])(
    'is refused with the id %j',
    (wrong) => {
      expect(takenWith(wrong, isId)).toStrictEqual([])
    },
  )

  it.each([['2025-05-20'], ['2025-02-30T00:00:00.000Z'], ['tomorrow'], ['2025-05-20T12:00:00+02:00']])(
    'is refused with the instant %j',
    (wrong) => {
      expect(takenWith(wrong, isInstant)).toStrictEqual([])
    },
  )

  it.each([['__proto__'], ['constructor'], ['toString'], ['hasOwnProperty'], ['EURO'], [' ']])(
    'is refused with %j for a name of a list, inherited or not',
    (wrong) => {
      const listed = [
        'kind',
        'remedy',
        'currency',
        'zone',
        'declaredCondition',
        'condition',
        'grade',
        'disposition',
        'legalBasis',
        'code',
        'ruleId',
        'phase',
      ]
      expect(takenWith(wrong, (name, path) => listed.includes(name) && !path.includes('terms'))).toStrictEqual([])
    },
  )

  it('may name serials, lines and parcels like what every object has', () => {
    const inherited = ['__proto__', 'constructor', 'toString'].map(text)
    const lines = inherited.map((sku, index) =>
      requestLineOf(sku, 1, { requestLineId: inherited[index] ?? text('line') }),
    )
    const told = toldBy([], request({ lines }), 'ReturnRequested')
    expect(told.refused.map(({ requestLineId, reasons }) => [requestLineId, reasons])).toStrictEqual(
      inherited.map((name) => [name, ['NeverBought']]),
    )
    const parcel = receive({ parcelId: text('__proto__'), items: [item('constructor', 1)] })
    expect(recordedBy(authorised, parcel)).toMatchObject([
      { type: 'ItemsReceived' },
      { type: 'UnexpectedItemReceived' },
    ])
    expect(rejectedBy(authorised, inspect({ itemId: text('__proto__') })).reason).toBe('ItemUnknown')
  })
})

describe('a huge quantity', () => {
  it('is asked for at no cost: what is there is drawn on, and the rest refused', () => {
    const told = toldBy([], request({ lines: [requestLine({ quantity: count(HUGE) })] }), 'ReturnRequested')
    expect(told.draws.map(({ quantity }) => quantity)).toStrictEqual([3])
    expect(told.refused.map(({ quantity }) => quantity)).toStrictEqual([HUGE - 3])
  })

  it('is received as what it is: more than announced', () => {
    expect(recordedBy(authorised, receive({ items: [item('kettle', HUGE)] }))).toMatchObject([
      { type: 'ItemsReceived' },
      { type: 'UnexpectedItemReceived', data: { quantity: HUGE - 2 } },
    ])
  })

  it('is neither cancelled nor inspected', () => {
    const parts = [{ purchaseId, lineId: lineId('kettles'), quantity: count(HUGE) }]
    expect(rejectedBy(authorised, cancel({ parts })).reason).toBe('PartExceedsAwaited')
    const received = after(request(), 'reserve', authorise(), receive())
    expect(rejectedBy(received, inspect({ quantity: count(HUGE) })).reason).toBe('QuantityExceedsUninspected')
  })

  it('of a line of 80,995 units costs no more than one of 3', () => {
    const many = kettles({ quantity: count(80_995), available: [{ first: count(1), last: count(80_995) }] as never })
    const all = request({ lines: [requestLine({ quantity: count(80_995) })], evidence: [purchase({ lines: [many] })] })
    const history = after(
      all,
      confirm({
        lines: [
          {
            lineId: lineId('kettles'),
            units: [{ first: count(1), last: count(80_995) }] as never,
            netMinor: 9000n,
            taxMinor: 1710n,
          },
        ],
      }),
      authorise(),
      receive({ items: [item('kettle', 80_995)] }),
    )
    expect(
      toldBy(history, inspect({ itemId: text('item-of-kettle'), quantity: count(80_995) }), 'ItemInspected').lines,
    ).toHaveLength(1)
  })
})

it('takes the greatest amount that there can be as it is', () => {
  const most = 10n ** 18n - 1n
  const dear = request({ evidence: [purchase({ lines: [kettles({ netMinor: most, netLeftMinor: most })] })] })
  expect(toldBy([], dear, 'ReturnRequested').draws).toHaveLength(1)
})
