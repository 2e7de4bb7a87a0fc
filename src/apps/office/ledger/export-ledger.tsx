import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { exportFacts, getVerifyPage, showRoots } from '../../../platform/ledger/contract.ts'
import { addressOf } from '../../shared/client.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { ledgerWords as words } from './ledger-words.ts'

/** Takes the ledger along, to be verified without this platform. */
export function ExportLedger() {
  const say = useSay()
  const [photos, setPhotos] = useState(false)
  return (
    <section className="panel ledger-check" aria-label={say(words.takeAlong)}>
      <Button href={addressOf(exportFacts, { query: photos ? { photos: 'true' } : {} })} download>
        {say(words.takeAlong)}
      </Button>
      <Checkbox checked={photos} onChange={({ target }) => setPhotos(target.checked)}>
        {say(words.withPhotos)}
      </Checkbox>
      <a href={addressOf(getVerifyPage, {})} download>
        {say(words.verifyPage)}
      </a>
      <a href={addressOf(showRoots, {})} target="_blank" rel="noreferrer">
        {say(words.roots)}
      </a>
      <p className="ledger-note">{say(words.takeAlongNote)}</p>
    </section>
  )
}
