import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './root.mjs'

/** What a package exports, as it is built. */
const frontDoorOf = (name) => import(pathToFileURL(join(root, 'packages', name, 'dist', 'index.js')).href)

/** Every page of docs/ that is printed from code, by its path. The packages have to be built. */
export const printedPages = async () => {
  const { printedCatalogue } = await frontDoorOf('messages')
  const {
    domainEventCatalogue,
    purchaseRejections,
    returnCaseRejections,
    serviceTicketRejections,
    staffCertificationRejections,
    storeCreditRejections,
    technicianDayRejections,
  } = await frontDoorOf('domain')
  const { printedMetrics } = await frontDoorOf('metrics')

  return {
    'docs/events.md': printedCatalogue(domainEventCatalogue, { title: 'Events' }),
    'docs/metrics.md': printedMetrics(),
    'docs/rejections.md': printedRejections({
      Purchase: purchaseRejections,
      'Return case': returnCaseRejections,
      'Service ticket': serviceTicketRejections,
      'Store credit': storeCreditRejections,
      'Technician day': technicianDayRejections,
      'Staff certification': staffCertificationRejections,
    }),
  }
}

const printedRejections = (byAggregate) =>
  `${[
    '# Rejections',
    'Printed from the list beside each aggregate. A rejected command changes nothing: the answer is `{ reason, … }` with the facts that block it, and no rejection is ever stored.',
    ...Object.entries(byAggregate).map(([aggregate, rejections]) =>
      [
        `## ${aggregate}`,
        '',
        '| reason | meaning |',
        '|---|---|',
        ...Object.entries(rejections).map(([reason, meaning]) => `| \`${reason}\` | ${meaning} |`),
      ].join('\n'),
    ),
  ].join('\n\n')}\n`
