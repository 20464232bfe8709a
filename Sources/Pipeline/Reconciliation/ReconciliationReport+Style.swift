// SPDX-License-Identifier: GPL-3.0-or-later
extension ReconciliationReport {
  /// What the page adds to the look of every report.
  static let style: Markup = #"""
    .p-altered{--tone:var(--refused)}.p-by-eye{--tone:var(--held)}.p-matches{--tone:var(--issued)}
    .v-forged,.v-unlisted,.v-unknown-issuer{--tone:var(--refused)}.v-repeat,.v-revoked,.v-replaced,.v-spoiled{--tone:var(--held)}
    .v-sealed{--tone:var(--accent)}.v-genuine{--tone:var(--issued)}.v-unreadable,.v-foreign{--tone:var(--duplicate)}.v-blank{--tone:var(--line)}
    .scan{display:flex;gap:1rem}.scan>div{flex:1;min-width:0}.scan figure{position:relative;flex:0 0 7rem;align-self:flex-start}
    .scan figure.difference{flex:none;margin:.5rem 0}.difference img{width:auto;max-width:100%;border:1px solid currentColor}.difference figcaption{font-size:.8rem;text-align:left}
    .scan svg{position:absolute;inset:0;width:100%;height:100%}.scan polygon{fill:none;stroke:var(--refused);stroke-width:2;vector-effect:non-scaling-stroke}
    .v-genuine polygon{stroke:var(--issued)}
    .verdict{display:inline-block;font:600 .8rem/1.5 system-ui,"Noto Sans",sans-serif;border:1px solid var(--tone);border-left-width:4px;border-radius:4px;padding:0 .5em;margin-right:.4em}
    .says{margin:.25rem 0 0;font-size:.9rem;color:var(--soft)}.scan .id{margin:.2rem 0 0}
    .filter select{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--soft);border-radius:6px;padding:.38rem .6rem}
    .meanings{display:grid;grid-template-columns:auto 1fr;gap:.4rem 1rem;margin:0}.meanings dd{margin:0;max-width:46rem}
    @media screen and (max-width:46rem){.scan figure{flex-basis:4.5rem}.meanings{display:block}.meanings dd{margin-bottom:.5rem}.filter{flex-wrap:wrap}}
    """#

  /// The filter over all pages, by words and by verdict; the page is whole without it.
  static let script: Markup = #"""
    (()=>{const form=document.getElementById("filter");form.hidden=false;const input=form.querySelector("input"),
    select=form.querySelector("select"),output=form.querySelector("output"),rows=[...document.querySelectorAll("[data-row]")];let texts;
    const show=()=>{const word=input.value.trim().toLowerCase(),verdict=select.value;if(word)texts??=rows.map(row=>row.textContent.toLowerCase());
    let count=0;rows.forEach((row,index)=>{const fits=(!verdict||row.dataset.verdict===verdict)&&(!word||texts[index].includes(word));
    row.hidden=!fits;count+=fits});output.textContent=word||verdict?count+" of "+rows.length+" shown":""};
    let timer;input.addEventListener("input",()=>{clearTimeout(timer);timer=setTimeout(show,120)});select.addEventListener("change",show);
    form.addEventListener("submit",event=>event.preventDefault());
    document.querySelectorAll("[data-pick]").forEach(tile=>tile.addEventListener("click",()=>{select.value=tile.dataset.pick;show()}))})()
    """#
}
