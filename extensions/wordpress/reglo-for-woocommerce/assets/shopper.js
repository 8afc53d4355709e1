/* Several payments at once: select all, the sum of what is ticked, and no second click. The form works without it. */
( function () {
	document.querySelectorAll( 'form.reglo-together' ).forEach( function ( form ) {
		const money = JSON.parse( form.dataset.regloMoney );
		const boxes = Array.from( form.querySelectorAll( 'input[name="reglo_orders[]"]' ) );
		const all = form.querySelector( '.reglo-all' );
		const allBox = all.querySelector( 'input' );
		const ticked = form.querySelector( '.reglo-ticked' );
		const sum = ticked.querySelector( 'output' );
		let isSent = false;

		function show() {
			const chosen = boxes.filter( ( box ) => box.checked );
			allBox.checked = chosen.length === boxes.length;
			allBox.indeterminate = chosen.length > 0 && chosen.length < boxes.length;
			sum.value = write( chosen.reduce( ( total, box ) => total + minor( box.dataset.regloAmount ), 0 ) );
		}

		/* Whole numbers only: tenths and hundredths do not add up in binary. */
		function minor( amount ) {
			return Math.round( Number( amount ) * 10 ** money.decimals );
		}

		function write( total ) {
			const digits = String( total ).padStart( money.decimals + 1, '0' );
			const whole = digits.slice( 0, digits.length - money.decimals ).replace( /\B(?=(\d{3})+$)/g, () => money.thousand );
			const rest = money.decimals > 0 ? money.decimal + digits.slice( -money.decimals ) : '';
			return money.pattern.replace( '%1$s', () => money.symbol ).replace( '%2$s', () => whole + rest );
		}

		all.hidden = false;
		ticked.hidden = false;
		form.querySelector( '.reglo-total:not(.reglo-ticked)' ).hidden = true;
		form.addEventListener( 'change', function ( event ) {
			if ( event.target === allBox ) {
				boxes.forEach( ( box ) => ( box.checked = allBox.checked ) );
			}
			show();
		} );
		form.addEventListener( 'submit', function ( event ) {
			if ( isSent ) {
				event.preventDefault();
				return;
			}
			isSent = true;
			window.setTimeout( () => ( isSent = false ), 20000 );
		} );
		/* Back from the payment page: browsers bring the page as it was left. */
		window.addEventListener( 'pageshow', function () {
			isSent = false;
			show();
		} );
		show();
	} );
} )();
