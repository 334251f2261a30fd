import { given } from '@aftersale/decider/testing'
import type { ReturnCaseCommand } from './commands.js'
import type { ReturnCaseEvent } from './events.js'
import { after, authorise, kettles, rejectedBy, request, requestLine, shopInGermany } from './return-case.fixtures.js'
import { returnCase } from './return-case.js'
import {
  approve,
  cameBack,
  choose,
  exchangeOf,
  followedBy,
  line,
  offered,
  outOfStock,
  propose,
  purchaseOf,
  refundId,
} from './settlement/settlement.fixtures.js'

// Amounts that could each be read, and come to a sum that could not.

const LARGEST = 10n ** 18n - 1n
const bought = purchaseOf([kettles()])
const back = cameBack(bought)
const dear = offered('samovar', 1, [LARGEST, 1n])

const outOfStockNow = followedBy(
  back,
  propose({ legs: [exchangeOf({ kettles: [1] }, [offered('teapot', 1)])], evidence: [bought] }),
  approve(),
  outOfStock(),
)

const vast = purchaseOf([line('first', { netMinor: LARGEST }), line('second', { netMinor: 1n })])
const vastRequest = request({
  evidence: [vast],
  kind: 'withdrawal',
  terms: shopInGermany,
  lines: vast.lines.map(({ lineId }) => requestLine({ requestLineId: lineId, lineId, quantity: 1 as never })),
})

const tooMuch: ReadonlyArray<readonly [string, ReadonlyArray<ReturnCaseEvent>, ReturnCaseCommand]> = [
  ['what would be refunded', after(vastRequest, 'reserve'), authorise({ terms: shopInGermany })],
  ['the price of a replacement', back, propose({ legs: [exchangeOf({ kettles: [1] }, [dear])], evidence: [bought] })],
  ['the price of another choice', outOfStockNow, choose({ replacement: [dear], evidence: bought })],
]

it.each(tooMuch)('is refused and records nothing, where %s comes to 10^18 minor units', (_, history, command) => {
  expect(rejectedBy(history, command)).toStrictEqual({
    reason: 'AmountOutOfBounds',
    amountMinor: 10n ** 18n,
    currency: 'EUR',
  })
})

it('is taken up to the largest amount that can be written', () => {
  const most = offered('samovar', 1, [LARGEST, 0n])
  const command = propose({ legs: [exchangeOf({ kettles: [1] }, [most])], evidence: [bought] })
  expect(given(returnCase, back).when(command).decision).toMatchObject({ _tag: 'Right' })
  const choice = choose({ replacement: [most], difference: { refundId: refundId(5) }, evidence: bought })
  expect(given(returnCase, outOfStockNow).when(choice).decision).toMatchObject({ _tag: 'Right' })
})
