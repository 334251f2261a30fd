import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ensureInstalled } from './install.mjs'
import { root } from './root.mjs'
import { built } from './tool.mjs'

// Does what the README and the pages of docs/ tell a reader to do: each `$ command` of a `console` block is run, page by
// page in the order of reading, and what it prints on standard output is compared with the lines below it. A line `…`
// stands for any number of lines. Files that the commands write lie in a folder of their own, which a page calls `/tmp`.
// A `js` block of any page has to stand in one of the stories, which are run as well (indented as it may be there),
// and a link of any page has to lead somewhere. A row of a table that has no head above it would be shown as plain text.

/** Run by other steps of the same pipeline. */
const RUN_ELSEWHERE = [/^git clone /, /^cd /, /^npm test$/, /^npm run check$/, /^npm run docs$/, /^npm install /]

const commandsOf = (page) =>
  [...page.matchAll(/^```console\n([\s\S]*?)^```$/gm)].flatMap(([, block]) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const [command, ...expected] = part.replace(/\n$/, '').split('\n')
        return { command, expected }
      }),
  )

/** Which time-zone data a Node.js carries is its own affair. */
const comparable = (line) =>
  line
    .trimEnd()
    .replace(/time-zone data \w+/, 'time-zone data …')
    .replace(/"timeZoneData": ?"\w+"/, '"timeZoneData": "…"')

/** Whether `actual` is what stands on the page; `…` passes over any lines. */
const matches = ([expected, ...further], actual) => {
  if (expected === undefined) return actual.length === 0
  if (expected === '…') return actual.some((_, from) => matches(further, actual.slice(from))) || matches(further, [])
  return actual.length > 0 && comparable(expected) === comparable(actual[0]) && matches(further, actual.slice(1))
}

ensureInstalled()
if (!built()) process.exit(1)

const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]
let failures = 0
let run = 0
for (const name of pages) {
  const folder = mkdtempSync(join(tmpdir(), 'aftersale-page-'))
  for (const { command, expected } of commandsOf(readFileSync(join(root, name), 'utf8'))) {
    if (RUN_ELSEWHERE.some((pattern) => pattern.test(command))) continue
    const { status, stdout } = spawnSync('bash', ['-c', command.replaceAll('/tmp/', `${folder}/`)], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    run += 1
    const printed = stdout.replaceAll(`${folder}/`, '/tmp/').replace(/\n$/, '').split('\n')
    const ok = expected.length === 0 ? status === 0 : matches(expected, printed)
    if (!ok) {
      failures += 1
      console.log(`${name}: not as it says: $ ${command}\n${printed.join('\n')}\n`)
    }
  }
  rmSync(folder, { recursive: true, force: true })
}
/** What people read: README.md and docs/, and what stands beside the sources. */
const readPages = [
  'README.md',
  'CONTRIBUTING.md',
  ...['docs', 'packages', 'examples'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md') && !/(^|\/)(node_modules|dist)\//.test(name))
      .map((name) => `${folder}/${name}`),
  ),
]
const trimmed = (text) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
const stories = readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.mjs') && !/(^|\/)node_modules\//.test(name))
  .map((name) => trimmed(readFileSync(join(root, 'examples', name), 'utf8')))
let snippets = 0
for (const name of readPages) {
  for (const [, block] of readFileSync(join(root, name), 'utf8').matchAll(/^```js\n([\s\S]*?)^```$/gm)) {
    snippets += 1
    if (stories.some((story) => story.includes(trimmed(block)))) continue
    failures += 1
    console.log(`${name}: in no story:\n${block}`)
  }
}
for (const name of readPages) {
  for (const [, target] of readFileSync(join(root, name), 'utf8').matchAll(
    /\]\((?!https?:|#|mailto:)([^)\s#]+)[^)]*\)/g,
  )) {
    if (existsSync(join(root, dirname(name), target))) continue
    failures += 1
    console.log(`${name}: links to ${target}, which is not there`)
  }
}
/** The rows that stand first below something else, outside code, without the line of dashes behind them. */
const rowsWithoutHead = (text) => {
  const lines = text.replace(/^( *)```[\s\S]*?^\1```$/gm, '').split('\n')
  const isRow = (line) => line?.startsWith('|') ?? false
  return lines.filter(
    (line, index) => isRow(line) && !isRow(lines[index - 1]) && !/^\|[\s:|-]+\|$/.test(lines[index + 1] ?? ''),
  )
}
for (const name of readPages) {
  for (const row of rowsWithoutHead(readFileSync(join(root, name), 'utf8'))) {
    failures += 1
    console.log(`${name}: no head above the row ${row}`)
  }
}
console.log(`${run} commands of ${pages.length} pages, ${snippets} snippets, ${failures} not as they say`)
if (failures > 0 || run === 0) process.exitCode = 1
