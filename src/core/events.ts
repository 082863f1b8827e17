import type { Topics } from '../contract/topics.ts'

/** News for whoever is subscribed. */
export class Events {
  private readonly listeners = new Map<keyof Topics, Set<(payload: never) => void>>()

  on<Topic extends keyof Topics>(topic: Topic, listener: (payload: Topics[Topic]) => void): () => void {
    const all = this.listeners.get(topic) ?? new Set()
    this.listeners.set(topic, all)
    all.add(listener as (payload: never) => void)
    return () => all.delete(listener as (payload: never) => void)
  }

  emit<Topic extends keyof Topics>(topic: Topic, payload: Topics[Topic]): void {
    for (const listener of this.listeners.get(topic) ?? []) (listener as (payload: Topics[Topic]) => void)(payload)
  }
}
