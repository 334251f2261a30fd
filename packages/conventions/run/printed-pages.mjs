import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './root.mjs'

/** What a package exports, as it is built. */
const frontDoorOf = (name) => import(pathToFileURL(join(root, 'packages', name, 'dist', 'index.js')).href)

/** Every page of docs/ that is printed from code, by its path. The packages have to be built. */
export const printedPages = async () => {
  const { printedCatalogue } = await frontDoorOf('messages')
  const domain = await frontDoorOf('domain')
  const { printedMetrics } = await frontDoorOf('metrics')

  return {
    'docs/events.md': printedCatalogue(domain.domainEventCatalogue, { title: 'Events' }),
    'docs/metrics.md': printedMetrics(),
    'docs/rejections.md': printedRejections(rejectionsIn(domain)),
  }
}

/** Of every aggregate that the domain exports a list of, by its name in words: `servicePlanRejections`, "Service plan". */
const rejectionsIn = (exports) =>
  Object.entries(exports).flatMap(([name, list]) => {
    const aggregate = /^(\w+)Rejections$/.exec(name)?.[1]
    if (aggregate === undefined || typeof list !== 'object') return []
    const words = aggregate.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    return [[words[0].toUpperCase() + words.slice(1), list]]
  })

const printedRejections = (lists) =>
  `${[
    '# Rejections',
    'Printed from the list beside each aggregate. A rejected command changes nothing: the answer is `{ reason, … }` with the facts that block it, and no rejection is ever stored.',
    ...lists.map(([aggregate, rejections]) =>
      [
        `## ${aggregate}`,
        '',
        '| reason | meaning |',
        '|---|---|',
        ...Object.entries(rejections).map(([reason, meaning]) => `| \`${reason}\` | ${meaning} |`),
      ].join('\n'),
    ),
  ].join('\n\n')}\n`
