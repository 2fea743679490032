"""What staff may do, and what only the manager may."""

import pytest

from ledger.domain.errors import RoleForbidden
from ledger.domain.staff import Operation, Role, may, require

STAFF_MAY = {
    Operation.RECORD,
    Operation.VIEW_CUSTOMER,
    Operation.REVEAL,
    Operation.PRINT_LABEL,
    Operation.HAND_OVER,
    Operation.DISCLOSE,
    Operation.CONTACT,
    Operation.USE_DATA,
    Operation.VIEW_PROMISES,
    Operation.BACKUP,
}


@pytest.mark.parametrize("operation", Operation)
def test_staff_record_all_day_and_the_manager_does_the_rest(operation: Operation) -> None:
    assert may(Role.MANAGER, operation)
    require(Role.MANAGER, operation)
    assert may(Role.STAFF, operation) is (operation in STAFF_MAY)
    if operation in STAFF_MAY:
        require(Role.STAFF, operation)
        return
    with pytest.raises(RoleForbidden) as refused:
        require(Role.STAFF, operation)
    assert refused.value.data == {"operation": operation.value}
