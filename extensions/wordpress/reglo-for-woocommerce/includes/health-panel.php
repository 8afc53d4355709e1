<?php
/**
 * The connection as the shop's staff sees it: connect, or how it is doing.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

function show_connection( string $typed ): void {
	$connection = find_connection();
	echo '<h2>' . esc_html__( 'Connection', 'reglo-for-woocommerce' ) . '</h2>';
	if ( $connection === null ) {
		show_connect_form( $typed );
		return;
	}
	$answer = call_app( 'health', array( 'locale' => get_user_locale() ), QUICK_SECONDS );
	echo '<table class="reglo-health widefat striped"><tbody>';
	foreach ( health_lines( $connection, $answer ) as $line ) {
		printf(
			'<tr data-reglo-line="%s"><th scope="row">%s</th><td><span class="reglo-dot reglo-dot-%s" aria-hidden="true"></span> %s</td></tr>',
			esc_attr( $line[3] ?? '' ),
			esc_html( $line[0] ),
			esc_attr( $line[1] ),
			esc_html( $line[2] )
		);
	}
	echo '</tbody></table>';
	printf(
		'<p><a class="button" href="%s" target="_blank" rel="noopener">%s</a> <button type="submit" class="button reglo-danger" name="reglo_revoke" value="1" data-reglo-confirm="%s">%s</button></p>',
		esc_url( $connection['app'] ),
		esc_html__( 'Open Réglo', 'reglo-for-woocommerce' ),
		esc_attr__( 'End the connection? Customers can no longer pay through Réglo, and orders are no longer marked as paid.', 'reglo-for-woocommerce' ),
		esc_html__( 'End the connection', 'reglo-for-woocommerce' )
	);
}

function show_connect_form( string $typed ): void {
	echo '<p>' . esc_html__( 'Connecting lets Réglo read this shop’s orders and mark them as paid. You confirm once in Réglo; keys are exchanged by themselves.', 'reglo-for-woocommerce' ) . '</p>';
	echo '<table class="form-table"><tbody><tr><th scope="row"><label for="reglo_app">' . esc_html__( 'Address of Réglo', 'reglo-for-woocommerce' ) . '</label></th><td>';
	printf( '<input type="text" inputmode="url" id="reglo_app" name="reglo_app" class="regular-text" placeholder="https://" autocomplete="off" spellcheck="false" value="%s"> ', esc_attr( $typed ) );
	echo '<button type="submit" class="button button-primary" name="reglo_connect" value="1">' . esc_html__( 'Connect', 'reglo-for-woocommerce' ) . '</button>';
	echo '<p class="description">' . esc_html__( 'The address at which you sign in to Réglo.', 'reglo-for-woocommerce' ) . '</p></td></tr></tbody></table>';
	$GLOBALS['hide_save_button'] = true; // phpcs:ignore WordPress.WP.GlobalVariablesOverride -- WooCommerce's own switch: nothing to save here yet.
}

/** @return array<int,array{0:string,1:string,2:string,3?:string}> Label, tone (good, warn, bad, plain), words, a name of its own. */
function health_lines( array $connection, array $answer ): array {
	$said       = $answer['body'];
	$outbox     = outbox_figures();
	$is_reached = $answer['ok'] || $answer['status'] > 0;
	$lines      = array(
		array( __( 'Réglo', 'reglo-for-woocommerce' ), 'plain', $connection['app'] . ( $connection['store'] !== '' ? ' · ' . $connection['store'] : '' ) ),
		array( __( 'Reachable', 'reglo-for-woocommerce' ), $is_reached ? 'good' : 'bad', $is_reached ? __( 'Yes', 'reglo-for-woocommerce' ) : failure_words( $answer ), 'reachable' ),
	);
	if ( $is_reached ) {
		$lines[] = array( __( 'Signature', 'reglo-for-woocommerce' ), $answer['ok'] ? 'good' : 'bad', $answer['ok'] ? __( 'Accepted', 'reglo-for-woocommerce' ) : failure_words( $answer ) );
	}
	if ( $answer['ok'] ) {
		$skew    = (int) ( $said['skewSeconds'] ?? 0 );
		$lines[] = array( __( 'Last event understood', 'reglo-for-woocommerce' ), 'plain', moment_or_never( (string) ( $said['lastEventAt'] ?? '' ) ) );
		$lines[] = array( __( 'Last reading of the shop', 'reglo-for-woocommerce' ), empty( $said['lastPollAt'] ) ? 'warn' : 'good', moment_or_never( (string) ( $said['lastPollAt'] ?? '' ) ) );
		/* translators: %d: seconds */
		$lines[] = array( __( 'Clock difference', 'reglo-for-woocommerce' ), abs( $skew ) > 60 ? 'warn' : 'good', sprintf( _n( '%d second', '%d seconds', abs( $skew ), 'reglo-for-woocommerce' ), abs( $skew ) ) );
		$lines[] = array( __( 'Ways to pay', 'reglo-for-woocommerce' ), empty( $said['waysToPay'] ) ? 'bad' : 'good', empty( $said['waysToPay'] ) ? __( 'None is set up in Réglo: nobody can pay yet.', 'reglo-for-woocommerce' ) : (string) (int) $said['waysToPay'] . ( empty( $said['isTest'] ) ? '' : ' · ' . __( 'test, no real money moves', 'reglo-for-woocommerce' ) ) );
		$lines[] = array( __( 'E-mails', 'reglo-for-woocommerce' ), empty( $said['canMail'] ) ? 'warn' : 'good', empty( $said['canMail'] ) ? __( 'Réglo cannot send e-mails yet: set them up in Réglo’s settings.', 'reglo-for-woocommerce' ) : __( 'Set up', 'reglo-for-woocommerce' ) );
		foreach ( (array) ( $said['problems'] ?? array() ) as $problem ) {
			$lines[] = array( __( 'To be looked at', 'reglo-for-woocommerce' ), 'bad', (string) $problem );
		}
	}
	$called_at = (int) get_option( 'reglo_called_at' );
	$lines[]   = array( __( 'Last call from Réglo', 'reglo-for-woocommerce' ), 'plain', $called_at ? local_moment( gmdate( 'c', $called_at ) ) : __( 'Never', 'reglo-for-woocommerce' ) );
	$lines[]   = delivery_line();
	/* translators: 1: number of events, 2: date */
	$waiting   = $outbox['waiting'] === 0 ? __( 'None', 'reglo-for-woocommerce' ) : sprintf( _n( '%1$d, since %2$s', '%1$d, since %2$s', $outbox['waiting'], 'reglo-for-woocommerce' ), $outbox['waiting'], local_moment( gmdate( 'c', $outbox['oldest'] ) ) );
	$lines[]   = array( __( 'Events waiting to be delivered', 'reglo-for-woocommerce' ), $outbox['waiting'] > 0 && $outbox['oldest'] < time() - 600 ? 'warn' : 'good', $waiting, 'waiting' );
	return $lines;
}

/** @return array{0:string,1:string,2:string,3:string} What became of the events brought to the app, as a line. */
function delivery_line(): array {
	$delivery = (array) get_option( 'reglo_delivery', array() );
	$label    = __( 'Last delivery of events', 'reglo-for-woocommerce' );
	$since    = (int) ( $delivery['failing_since'] ?? 0 );
	$safe_at  = (int) ( $delivery['safe_at'] ?? 0 );
	if ( $since > 0 ) {
		/* translators: %s: date */
		return array( $label, 'bad', sprintf( __( 'Not possible since %s. Nothing is lost: every event is kept here and brought, in its order, as soon as Réglo answers.', 'reglo-for-woocommerce' ), local_moment( gmdate( 'c', $since ) ) ), 'delivery' );
	}
	return array( $label, 'plain', $safe_at > 0 ? local_moment( gmdate( 'c', $safe_at ) ) : __( 'Never', 'reglo-for-woocommerce' ), 'delivery' );
}

function moment_or_never( string $iso ): string {
	return $iso === '' ? __( 'Never', 'reglo-for-woocommerce' ) : local_moment( $iso );
}
