import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { webPaths } from '../../src/contract/shell.ts'
import type { OperationName } from '../../src/contract/index.ts'
import type { ClientMessage, ServerMessage } from '../../src/contract/wire.ts'
import { dropFiles } from './app.ts'
import { useDesk } from './desk.ts'
import { text } from './texts.ts'

// A page that opens asks the core which files wait and which projects there are; a person who is quick drops hers at that
// very moment. Whichever answer comes first, her file stands there once, and is held against her project. The network is
// held up here to bring about each order.

const desk = useDesk()

class Gate {
  readonly passed: Promise<void>
  open: () => void = () => {}
  constructor() {
    this.passed = new Promise((resolve) => (this.open = resolve))
  }
}

/** Holds up one question of the page, and the answers to it and to a file that is handed over. */
class SlowNetwork {
  readonly #held: OperationName
  readonly asked = new Gate()
  readonly questionGoes = new Gate()
  readonly answered = new Gate()
  readonly answerGoes = new Gate()
  readonly taken = new Gate()
  readonly receiptGoes = new Gate()

  constructor(held: OperationName) {
    this.#held = held
  }

  async install(page: Page): Promise<void> {
    await page.routeWebSocket(new RegExp(webPaths.socket), (socket) => {
      const server = socket.connectToServer()
      let question = -1
      socket.onMessage(async (data) => {
        const message = JSON.parse(String(data)) as ClientMessage
        if (message.type === 'call' && message.name === this.#held) {
          question = message.id
          this.asked.open()
          await this.questionGoes.passed
        }
        server.send(data)
      })
      server.onMessage(async (data) => {
        const message = JSON.parse(String(data)) as ServerMessage
        if (message.type === 'ok' && message.id === question) {
          this.answered.open()
          await this.answerGoes.passed
        }
        socket.send(data)
      })
    })
    await page.route(
      (url) => url.pathname === webPaths.files,
      async (route) => {
        const response = await route.fetch()
        this.taken.open()
        await this.receiptGoes.passed
        await route.fulfill({ response })
      },
    )
  }
}

function orders(): string {
  const path = join(desk.files, 'orders.csv')
  const rows = Array.from({ length: 40 }, (_, i) => `C${i % 9},2025-03-${10 + (i % 18)},${10 + i},N${i}\n`)
  writeFileSync(path, `customer_id,date,amount,order_id\n${rows.join('')}`)
  return path
}

async function importsOnce(page: Page): Promise<void> {
  await page.getByRole('heading', { name: /^orders\.csv holds 40 rows/ }).waitFor()
  await page.getByRole('button', { name: /^Import .*rows?$/ }).click()
  await page.getByRole('heading', { name: /brought/ }).waitFor()
}

it('a file the core has taken, but the page does not know of yet, is not taken up a second time', async () => {
  const { page } = desk.seen
  const network = new SlowNetwork('imports.waiting')
  await network.install(page)
  network.answerGoes.open()
  await page.reload()
  await network.asked.passed
  await dropFiles(page, orders())
  await network.taken.passed
  network.questionGoes.open()
  await network.answered.passed
  // Once round behind it: the page has the list of waiting files.
  await page.evaluate(() => null)
  network.receiptGoes.open()
  await importsOnce(page)
  expect(await page.getByRole('group', { name: text('import.queue') }).count()).toBe(0)
})

it('a file that is dropped after the core has listed what waits is kept', async () => {
  const { page } = desk.seen
  const network = new SlowNetwork('imports.waiting')
  await network.install(page)
  network.questionGoes.open()
  network.receiptGoes.open()
  await page.reload()
  await network.answered.passed
  await dropFiles(page, orders())
  await page.getByRole('heading', { name: /^orders\.csv holds 40 rows/ }).waitFor()
  network.answerGoes.open()
  await importsOnce(page)
})

it('a file that is dropped before the projects are known is held against the one that opens', async () => {
  const { page } = desk.seen
  await dropFiles(page, orders())
  await importsOnce(page)
  const network = new SlowNetwork('projects.list')
  await network.install(page)
  network.questionGoes.open()
  network.receiptGoes.open()
  await page.reload()
  await network.answered.passed
  const receipt = page.waitForResponse((response) => new URL(response.url()).pathname === webPaths.files)
  await dropFiles(page, orders())
  await (await receipt).finished()
  network.answerGoes.open()
  await page.getByText(text('import.duplicate')).waitFor()
})
