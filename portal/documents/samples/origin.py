"""A specimen of a draft certificate of origin, with a goods line that is plainly invented."""

from typing import Final

from portal.documents.samples.particulars import AGENCY, CODE, COUNTY, ISSUED_AT, MATTER
from portal.domain.documents import FormBox, OriginDraft

ORIGIN: Final = OriginDraft(
    number="峡市监 产草〔2026〕00017号",
    form="FORM E",
    form_title="ASEAN-CHINA FREE TRADE AREA PREFERENTIAL TARIFF CERTIFICATE OF ORIGIN",
    above=(
        FormBox("1", "Products consigned from (Exporter's business name, address, country)", ("SPECIMEN CO., LTD.",)),
        FormBox("2", "Products consigned to (Consignee's name, address, country)", ("SPECIMEN TRADING, BANGKOK",)),
        FormBox("3", "Means of transport and route (as far as known)", ("FROM SHANGHAI TO LAEM CHABANG",)),
        FormBox("4", "For official use", ("[ ] Preferential treatment given",)),
    ),
    columns=(
        "5. Item number",
        "6. Marks and numbers on packages",
        "7. Number and type of packages, description of products",
        "8. Origin criteria",
        "9. Gross weight and value (FOB)",
        "10. Number and date of invoices",
    ),
    rows=(
        ("1", "N/M", "TEN (10) PALLETS OF ALUMINIUM PLATES. HS: 760612", "CTH", "G.W. 3300 KGS; USD 8000.00", "YX1"),
    ),
    below=(
        FormBox("11", "Declaration by the exporter", ("(left empty in a draft)",)),
        FormBox("12", "Certification", ("(left empty in a draft)",)),
        FormBox("13", "", ("[X] Issued Retroactively", "[ ] Exhibition", "[ ] Third Party Invoicing")),
    ),
    code=CODE,
    issued_at=ISSUED_AT,
    agency=AGENCY,
    county=COUNTY,
    matter=MATTER,
)
