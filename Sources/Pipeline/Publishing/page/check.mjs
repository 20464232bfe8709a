// SPDX-License-Identifier: GPL-3.0-or-later
// What a code is found to be, as SealCheck in Sources/Reconciliation finds it; a test gives both the same codes.
import { areSame, hexOf } from './bytes.mjs';
import { Malformed } from './cbor.mjs';
import { isSigned } from './ed25519.mjs';
import { History } from './history.mjs';
import { tileWidth } from './ledger.mjs';
import { cosignatureTimes, LedgerFault, openedCheckpoint } from './note.mjs';
import { isCertificateNumber, parsedSeal } from './seal.mjs';

const freshDays = 7;
/** Bundles that are fetched at once. */
const fetchedAtOnce = 6;

/**
 * The finding on the text of a code: verdict, reason, claims, `warning` of an old ledger, and `left`, the entries that
 * were not read because the ledger is longer than `mostBundles` from the certificate on.
 *
 * @param openLedger promises the issuer's published ledger
 * @param now Unix seconds
 * @param progress is told how many of how many bundles have been read
 */
export async function checked(text, trust, openLedger, { now, mostBundles = Infinity, progress = () => {} }) {
  let seal;
  try {
    seal = parsedSeal(text);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return malformed(text, trust);
  }
  if (!seal) return malformed(text, trust);
  const { claims } = seal;
  const finding = (verdict, reason, more = {}) => ({ verdict, reason, claims, ...more });
  const { signer, unsigned } = await signature(seal, trust);
  if (unsigned) return finding(unsigned.verdict, unsigned.reason);

  const unknownState = `the seal is ${trust.issuer}'s own, but whether the certificate was revoked or replaced since `;
  let ledger;
  let times;
  try {
    ledger = await openLedger();
    times = await cosignatureTimes(ledger.note, trust.ledger.witnesses);
  } catch (error) {
    if (signer.compromised) return finding('unlisted', stolen(signer));
    return finding('sealed', unknownState + `cannot be told: ${trouble(error)}`);
  }
  const isBeyond = claims.ledgerIndex >= ledger.size;
  if (signer.compromised && (isBeyond || !(await isConfirmed(claims.ledgerIndex, ledger, times, signer, trust.ledger)))) {
    return finding('unlisted', stolen(signer));
  }
  if (times.length < trust.ledger.quorum) {
    const words = `cannot be told: ${times.length} of the ${trust.ledger.quorum} witnesses have confirmed its ledger`;
    return finding('sealed', unknownState + words);
  }
  if (isBeyond) {
    return finding('sealed', `the seal is ${trust.issuer}'s own, but the published ledger ends before it`);
  }
  let walk;
  try {
    walk = await walked(ledger, claims, mostBundles, progress);
  } catch (error) {
    return finding('sealed', unknownState + `cannot be told: ${trouble(error)}`);
  }
  if (!walk.isListed) {
    return finding('unlisted', `the signature is ${trust.issuer}'s, but its ledger does not list this certificate`);
  }
  const end = walk.history.end(claims.copy, claims.sheet ?? 1);
  if (end) return finding(end.verdict, end.reason);
  if (walk.left > 0) {
    return finding('sealed', unknownState + `is not known yet: ${walk.left} entries are still to be read`, walk);
  }
  const alive = Math.max(walk.lastTime, ...times.map(Number));
  const days = Math.floor((now - alive) / 86_400);
  const warning = days >= freshDays && `the ledger is ${days} days old: a later revocation would not be seen`;
  return finding('genuine', 'the code is genuine; the goods on this sheet were not compared', {
    size: ledger.size, alive, warning,
  });
}

const foreign = { verdict: 'foreign', reason: 'the code is no seal of a certificate' };

/** Forged, if it poses as a seal: leads, in any letters, to the issuer's pages of seals, or has a COSE_Sign1's head. */
function malformed(text, trust) {
  const capitals = text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
  const [, host, path = ''] = /^HTTPS?:\/\/(?:[^/?#]*@)?([^/?#:]*)[^/?#]*(.*)$/s.exec(capitals) ?? [];
  const posesAsSeal = path.startsWith(trust.hosts.includes(host) ? '/1/' : '/1/2KC');
  return posesAsSeal ? { verdict: 'forged', reason: 'the code poses as a seal, but it is malformed' } : foreign;
}

/** Whose seal it is: `signer`, a key of the trust entry, or `unsigned`, why none counts. */
async function signature(seal, trust) {
  const signedBy = ({ key }) => isSigned(key, seal.signedBytes, seal.signature);
  const candidates = withID(trust.keys, seal.keyID).filter(
    ({ key }) => !trust.noteKeys.some((other) => areSame(other.key, key)),
  );
  const unsigned = (verdict, reason) => ({ unsigned: { verdict, reason } });
  let fault;
  for (const signer of candidates) {
    if (!(await signedBy(signer))) continue;
    const found = bindingFault(seal, signer, trust);
    if (!found) return { signer };
    fault ??= found;
  }
  if (fault) return unsigned('forged', fault);
  for (const other of withID(trust.noteKeys, seal.keyID)) {
    if (await signedBy(other)) return unsigned('forged', 'it was signed with a key that never signs certificates');
  }
  if (candidates.length) return unsigned('forged', 'its signature does not fit: what the code says was changed');
  if (seal.claims.issuer !== trust.issuer) {
    return unsigned('unknown-issuer', `it names ${seal.claims.issuer} as issuer, not ${trust.issuer}`);
  }
  return unsigned(
    'unknown-issuer',
    `it names ${trust.issuer} as issuer, but none of the keys of ${trust.issuer} signed it: a forgery, unless this ` +
      `page is older than the key; ask ${trust.name}`,
  );
}

const withID = (keys, id) => keys.filter((key) => areSame(key.id, id));

/** Why a seal does not count although the key signed it. */
function bindingFault({ claims, host }, signer, trust) {
  if (claims.issuer !== trust.issuer) {
    return `it names ${claims.issuer} as issuer, but was signed with a key of ${trust.issuer}`;
  }
  if (!isCertificateNumber(claims.number)) return 'the check character of its number is wrong';
  if (!claims.number.startsWith(trust.country)) return `its number does not begin with ${trust.country}`;
  if (!trust.hosts.includes(host)) return `it sends phones to an address that is not the issuer's: ${host}`;
  const day = new Date(claims.issuedAt * 1000).toISOString().slice(0, 10);
  if (day < signer.from) return `it is dated ${day}, before its key came into use on ${signer.from}`;
  if (signer.until && day > signer.until) return `it is dated ${day}, after its key was given up on ${signer.until}`;
  if (signer.compromised && day >= signer.compromised) {
    return `it is dated ${day}, but its key is no longer to be trusted since ${signer.compromised}`;
  }
  return null;
}

/** The ledger from the certificate's entry to its end, or as far as `mostBundles` go. */
async function walked(ledger, claims, mostBundles, progress) {
  const history = new History();
  const first = Math.floor(claims.ledgerIndex / tileWidth);
  const end = Math.min(ledger.bundles, first + mostBundles);
  const waiting = [];
  let isListed = false;
  let lastTime;
  for (let number = first; number < end; number++) {
    while (waiting.length < fetchedAtOnce && number + waiting.length < end) {
      const bundle = ledger.entries(number + waiting.length);
      // Its failure is told when its turn comes.
      bundle.catch(() => {});
      waiting.push(bundle);
    }
    for (const entry of await waiting.shift()) {
      if (entry.seq < claims.ledgerIndex) continue;
      if (entry.seq === claims.ledgerIndex) {
        isListed = entry.stage === 'certify' && entry.no === claims.number && entry.digest === hexOf(claims.digest);
        if (!isListed) return { isListed };
      }
      if (entry.no === claims.number) history.take(entry);
      if (lastTime === undefined || entry.stage === 'batch.close') lastTime = Date.parse(entry.time) / 1000;
    }
    progress(number - first + 1, end - first);
  }
  return { isListed, history, lastTime, left: Math.max(0, ledger.size - end * tileWidth) };
}

/** Witnesses saw the entry before the key was lost: in this checkpoint, or in one that the trust entry keeps. */
async function isConfirmed(index, ledger, times, { compromised, confirmed }, trust) {
  const isEarly = (all) => all.filter((time) => time < Date.parse(compromised) / 1000).length >= Math.max(1, trust.quorum);
  if (isEarly(times)) return true;
  if (!confirmed || !isEarly(await cosignatureTimes(confirmed, trust.witnesses))) return false;
  const old = await openedCheckpoint(confirmed, trust.allKeys, trust.origin).catch(() => null);
  return Boolean(old) && index < old.size && old.size <= ledger.size && areSame(await ledger.rootOfFirst(old.size), old.root);
}

const stolen = ({ compromised }) =>
  `its key may be in a thief's hands since ${compromised}: only what witnesses confirmed before then counts, and ` +
  'this is not so confirmed';

function trouble(error) {
  if (error instanceof LedgerFault) return `the published ledger cannot be relied on: ${error.message}`;
  return 'the ledger cannot be reached';
}
