// SPDX-License-Identifier: GPL-3.0-or-later

/// How `report.html` looks: light and dark on a screen, always light on A4 paper. Nothing is fetched.
enum ReportStyle {
  static let sheet: Markup = #"""
    :root{--ground:#f4f2ec;--paper:#fff;--ink:#1b2430;--soft:#5a6472;--line:#e0dcd1;--faint:#f8f6f1;--accent:#1f3d63;
    --issued:#1f7a52;--held:#c98a12;--refused:#b93a30;--duplicate:#626c7a;--failed:#7d3470;--heldink:#875800;
    --serif:Georgia,"Noto Serif","DejaVu Serif",serif;--mono:ui-monospace,"SF Mono",Consolas,"DejaVu Sans Mono",monospace}
    @media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;--ground:#11151b;--paper:#1a2029;--ink:#e7eaef;
    --soft:#a3adba;--line:#303947;--faint:#202733;--accent:#a9c6ec;--issued:#4cb585;--held:#dba33a;--refused:#ee7d72;
    --duplicate:#98a3b2;--failed:#cf86c1;--heldink:#e5b459}figure img{filter:brightness(.9)}}
    *{box-sizing:border-box}[hidden]{display:none!important}
    html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
    body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,
    "Noto Sans","DejaVu Sans",sans-serif;font-variant-numeric:tabular-nums lining-nums;overflow-wrap:anywhere}
    a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:1px}
    :focus-visible{outline:3px solid var(--held);outline-offset:2px;border-radius:3px}
    .skip{position:absolute;left:-999em}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem}
    .page{max-width:66rem;margin:0 auto;padding:0 1.25rem 3rem}
    .band{height:26px;background:var(--paper) url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='72' height='26' fill='none' stroke-width='.7'%3E%3Cg stroke='%231f7a52'%3E%3Cpath d='M0 13C12-3 24-3 36 13S60 29 72 13M0 13C12 29 24 29 36 13S60-3 72 13M0 13C12 2 24 2 36 13S60 24 72 13M0 13C12 24 24 24 36 13S60 2 72 13'/%3E%3C/g%3E%3Cg stroke='%23b08a35'%3E%3Cpath d='M-18 13C-6-3 6-3 18 13S42 29 54 13 78-3 90 13M-18 13C-6 29 6 29 18 13S42-3 54 13 78 29 90 13M-18 13C-6 6 6 6 18 13S42 20 54 13 78 6 90 13M-18 13C-6 20 6 20 18 13S42 6 54 13 78 20 90 13'/%3E%3C/g%3E%3C/svg%3E") 0 0 repeat-x;border-bottom:1px solid var(--line)}
    .masthead{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:flex-end;gap:.5rem 2rem;padding:2.2rem 0 1.1rem}
    .kicker{margin:0;color:var(--soft);font-size:.8rem;letter-spacing:.09em;text-transform:uppercase}
    h1{font:600 2.1rem/1.15 var(--serif);margin:.2rem 0 0;letter-spacing:-.01em}
    .when{text-align:right;margin:0;color:var(--soft)}.when strong{display:block;color:var(--ink);font:600 1.15rem/1.3 var(--serif)}
    .lead{font:1.16rem/1.5 var(--serif);margin:0 0 1.4rem;max-width:46rem}
    .tiles{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(6,1fr);gap:.75rem}
    .tile{display:block;height:100%;background:var(--paper);border:1px solid var(--line);border-top:4px solid var(--tone);border-radius:6px;padding:.75rem .95rem .7rem;color:inherit;text-decoration:none}
    .tile b{display:block;font:600 2.15rem/1.1 var(--serif);letter-spacing:-.02em}.tile span{color:var(--soft);font-size:.88rem}
    a.tile:hover{border-color:var(--tone)}.tile.none b{color:var(--soft);font-weight:400}
    .tile.long b{font-size:1.6rem;line-height:1.48}
    .issued{--tone:var(--issued)}.held{--tone:var(--held)}.refused{--tone:var(--refused)}.duplicate{--tone:var(--duplicate)}.failed{--tone:var(--failed)}.sheets{--tone:var(--accent)}
    .bar{display:flex;gap:2px;height:9px;margin:1rem 0 .3rem;border-radius:5px;overflow:hidden;background:var(--line)}
    .bar i{background:var(--tone);min-width:4px;flex-basis:0}
    .note{color:var(--soft);font-size:.88rem;margin:.3rem 0 0}
    h2{font:600 1.35rem/1.25 var(--serif);margin:2.4rem 0 .65rem;padding-top:.4rem;display:flex;align-items:baseline;gap:.6rem}
    h2 .count{font:600 .84rem/1.5 system-ui,"Noto Sans",sans-serif;background:var(--tone,var(--soft));color:var(--paper);border-radius:1em;padding:.05em .7em}
    .held h2 .count{background:var(--heldink)}
    h2+p{margin:-.4rem 0 .9rem;color:var(--soft);max-width:46rem}
    .sides{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:0 2.2rem}.sides>:only-child{grid-column:1/-1}
    table{border-collapse:separate;border-spacing:0;overflow:hidden;width:100%;background:var(--paper);border:1px solid var(--line);border-radius:6px;font-size:.92rem}
    th,td{text-align:left;vertical-align:top;padding:.38rem .8rem;border-top:1px solid var(--line)}
    thead th{border-top:0;color:var(--soft);font-weight:600;font-size:.8rem;background:var(--faint)}
    tbody th{font-weight:400}tfoot th,tfoot td{font-weight:600}
    .n{text-align:right;white-space:nowrap}
    .no{white-space:nowrap;font-family:var(--mono);font-size:.86rem}
    .runs{list-style:none;margin:0;padding:.5rem .9rem;background:var(--paper);border:1px solid var(--line);border-radius:6px;columns:9rem;font-size:.92rem}
    .runs li{padding:.12rem 0;break-inside:avoid}
    .strip{display:grid;grid-template-columns:auto 1fr;gap:.15rem 1.4rem;margin:0;background:var(--paper);border:1px solid var(--line);border-left:4px solid var(--accent);border-radius:6px;padding:.8rem 1rem;font-size:.9rem}
    .strip dt{color:var(--soft)}.strip dd{margin:0;font-family:var(--mono);font-size:.86rem}
    .pictures{display:grid;grid-template-columns:repeat(auto-fill,minmax(9rem,1fr));gap:1.1rem;margin-top:.9rem}
    figure{margin:0;text-align:center}figure a{text-decoration:none}
    figure img{display:block;width:100%;height:auto;background:#fff;border:1px solid var(--line);border-radius:2px;box-shadow:0 1px 2px #0002,0 6px 16px #0000001c}
    figcaption{margin-top:.55rem;font:.8rem/1.3 var(--mono);white-space:nowrap}
    .filter{position:sticky;top:0;z-index:1;display:flex;align-items:center;gap:.8rem;margin:2.4rem 0 -1.4rem;padding:.6rem 0;background:var(--ground);border-bottom:1px solid var(--line)}
    .filter input{flex:1;min-width:0;max-width:26rem;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--soft);border-radius:6px;padding:.38rem .8rem}
    .filter output{color:var(--soft);font-size:.88rem}
    section{scroll-margin-top:3.2rem}
    .chips{list-style:none;display:flex;flex-wrap:wrap;gap:.4rem;margin:0 0 .9rem;padding:0;font-size:.84rem}
    .chips li{background:var(--paper);border:1px solid var(--line);border-radius:1em;padding:.08rem .75rem;font-family:var(--mono);font-size:.8rem}
    .chips b{margin-left:.35rem;font-family:system-ui,"Noto Sans",sans-serif}.chips [role=button]{cursor:pointer}.chips [role=button]:hover{border-color:var(--soft)}
    .entry{background:var(--paper);border:1px solid var(--line);border-left:4px solid var(--tone);border-radius:6px;padding:.7rem 1rem .6rem;margin:0 0 .7rem;content-visibility:auto;contain-intrinsic-size:auto 6rem}
    .entry header{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:0 1.5rem}
    h3{font-size:1rem;line-height:1.4;margin:0;font-weight:650}
    .id{font:.78rem/1.5 var(--mono);color:var(--soft)}
    .why{margin:.1rem 0 0}
    .findings{list-style:none;margin:.45rem 0 0;padding:0}
    .findings li{display:grid;grid-template-columns:8rem 1fr;gap:.1rem 1rem;padding:.32rem 0;border-top:1px solid var(--line)}
    .findings .where{font-weight:600;font-size:.9rem}.warning .where{color:var(--heldink)}.error .where{color:var(--refused)}
    .parts{display:grid;grid-template-columns:max-content 1fr;gap:0 .8rem;margin:.3rem 0 .1rem;padding:.25rem .6rem;font-size:.86rem;background:color-mix(in srgb,var(--line) 35%,transparent);border-radius:3px}.parts dt{color:var(--soft)}.parts dd{margin:0}
    .rule{display:block;font:.76rem/1.5 var(--mono);color:var(--soft)}
    .command{margin:.55rem 0 .15rem}
    code{font:.84rem/1.5 var(--mono);background:var(--faint);border:1px solid var(--line);border-radius:4px;padding:.1rem .45rem;user-select:all}
    td small{display:block;color:var(--soft)}
    footer{margin-top:2.6rem;padding-top:.8rem;border-top:1px solid var(--line);color:var(--soft);font-size:.84rem}
    @media screen and (max-width:46rem){.page{padding:0 .9rem 2rem}.tiles{grid-template-columns:repeat(3,1fr);gap:.5rem}.tile{padding:.5rem .7rem}.tile b,.tile.long b{font-size:1.5rem;line-height:1.3}
    .masthead{padding-top:1.4rem}.when{text-align:left}h1{font-size:1.6rem}.sides{display:block}.findings li,.findings .where{display:block}.issues thead .n{white-space:normal}.strip{display:block}.strip dd{margin-bottom:.4rem}
    th,td{padding:.34rem .5rem}.pictures{grid-template-columns:repeat(auto-fill,minmax(7.6rem,1fr))}.issues{font-size:.86rem}.issues .no{font-size:.74rem;padding-right:0}}
    @media print{@page{size:A4;margin:15mm 15mm 16mm;@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#5a6472}}
    *{-webkit-print-color-adjust:exact;print-color-adjust:exact}:root{--ground:#fff;--faint:#fff}
    body{font-size:9pt;line-height:1.4}.page{max-width:none;padding:0}.skip,.filter{display:none!important}
    .band{height:26px}.masthead{padding-top:.9rem}h1{font-size:19pt}.lead{font-size:10.5pt;margin-bottom:.8rem}
    .tiles{grid-template-columns:repeat(6,1fr);gap:2mm}.tile{padding:1.5mm 2.5mm}.tile b{font-size:17pt}.tile.long b{font-size:13pt}
    h2{font-size:13pt;margin-top:1.5rem;break-after:avoid}h2+p{break-after:avoid}.chips{break-after:avoid}
    .entry,tr,figure,.findings li,.strip,.tiles,.runs li{break-inside:avoid}.entry{content-visibility:visible;padding:2mm 3mm;margin-bottom:2mm}
    .entry.long{break-inside:auto}.entry header{break-after:avoid}table{overflow:visible}thead{display:table-header-group}tfoot{display:table-row-group}
    .pictures{grid-template-columns:repeat(6,1fr);gap:3mm}figure img{box-shadow:none}figcaption{font-size:6pt}
    .strip dd,.no{font-size:8pt}code{font-size:7.5pt}th,td{padding:.9mm 2mm}a{text-decoration:none;color:inherit}}
    """#

  /// The filter over all entries; the page is whole without it.
  static let script: Markup = #"""
    (()=>{const form=document.getElementById("filter");if(!form)return;form.hidden=false;
    const input=form.querySelector("input"),output=form.querySelector("output"),rows=[...document.querySelectorAll("[data-row]")];let texts;
    const show=()=>{texts??=rows.map(row=>row.textContent.toLowerCase());const word=input.value.trim().toLowerCase();let count=0;
    rows.forEach((row,index)=>{const fits=texts[index].includes(word);row.hidden=!fits;count+=fits});output.textContent=word?count+" of "+rows.length+" shown":""};
    let timer;input.addEventListener("input",()=>{clearTimeout(timer);timer=setTimeout(show,120)});form.addEventListener("submit",event=>event.preventDefault());
    document.querySelectorAll(".chips li").forEach(chip=>{chip.tabIndex=0;chip.setAttribute("role","button");
    const pick=()=>{input.value=input.value===chip.dataset.rule?"":chip.dataset.rule;show()};
    chip.addEventListener("click",pick);chip.addEventListener("keydown",event=>{if(event.key==="Enter"||event.key===" "){event.preventDefault();pick()}})})})()
    """#
}
